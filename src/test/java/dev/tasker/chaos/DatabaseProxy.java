package dev.tasker.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A TCP proxy between a node and its database that does what bad networks do: resets connections,
 * delays bytes, loses answers, or swallows everything without a word. Thread-safe.
 */
public final class DatabaseProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Weather weather = new Weather();
  private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "database-proxy");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to listen.
   *
   * @param target the port of the database on this host
   */
  public DatabaseProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException closed) {
        // The test has ended; the loop sees it.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket database;
    try {
      database = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException databaseIsAway) {
      client.close();
      return;
    }
    var link = new ProxyLink(client, database, weather);
    links.add(link);
    threads.execute(link::carryQuestions);
    threads.execute(
        () -> {
          link.carryAnswers();
          links.remove(link);
        });
  }

  /** Resets each connection, whatever is on its way; tells how many there were. */
  public int reset() {
    int count = links.size();
    links.forEach(ProxyLink::reset);
    return count;
  }

  /** From now on bytes take so much longer, each way; zero ends it. */
  public void delay(Duration each) {
    weather.delay = each;
  }

  /** Lets the next answer on each connection get lost, and resets the connection for it. */
  public void loseAnswers() {
    links.forEach(ProxyLink::loseNextAnswer);
  }

  /** From now on takes bytes and brings them nowhere, on new connections as well. */
  public void swallow() {
    weather.swallows = true;
  }

  /**
   * Carries bytes again, and ends the connections that have lost some; tells how many.
   *
   * @param reset whether they are reset rather than closed
   */
  public int goOn(boolean reset) {
    synchronized (weather) {
      weather.swallows = false;
    }
    var broken = links.stream().filter(ProxyLink::hasLostBytes).toList();
    broken.forEach(reset ? ProxyLink::reset : ProxyLink::close);
    return broken.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    links.forEach(ProxyLink::close);
    threads.shutdownNow();
  }

  /** What the network does at the moment. */
  static final class Weather {
    volatile Duration delay = Duration.ZERO;
    volatile boolean swallows;
  }
}
