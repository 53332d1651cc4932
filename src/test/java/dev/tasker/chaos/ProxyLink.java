package dev.tasker.chaos;

import dev.tasker.chaos.DatabaseProxy.Weather;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection through the proxy: two sockets, and a thread for each way. */
final class ProxyLink {

  private final Socket client;
  private final Socket database;
  private final Weather weather;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean lostBytes;
  private volatile boolean losesNextAnswer;

  ProxyLink(Socket client, Socket database, Weather weather) throws IOException {
    this.client = client;
    this.database = database;
    this.weather = weather;
    client.setTcpNoDelay(true);
    database.setTcpNoDelay(true);
  }

  /** Until the node has nothing more to say. */
  void carryQuestions() {
    carry(client, database, false);
  }

  /** Until the database has nothing more to say. */
  void carryAnswers() {
    carry(database, client, true);
  }

  private void carry(Socket from, Socket to, boolean answers) {
    var buffer = new byte[16 * 1024];
    try {
      int read = from.getInputStream().read(buffer);
      while (read >= 0) {
        delay();
        if (!isSwallowed()) {
          if (answers && losesNextAnswer) {
            reset();
          }
          to.getOutputStream().write(buffer, 0, read);
        }
        read = from.getInputStream().read(buffer);
      }
    } catch (IOException oneSideIsGone) {
      // So is the link, unless nobody can tell the other side.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    awaitGoodWeather();
    close();
  }

  /** Where bytes get lost once, all that follow are lost with them. */
  private boolean isSwallowed() {
    synchronized (weather) {
      lostBytes |= weather.swallows;
      return lostBytes;
    }
  }

  private void delay() throws InterruptedException, IOException {
    long millis = weather.delay.toMillis();
    if (millis > 0 && ended.await(millis, TimeUnit.MILLISECONDS)) {
      throw new IOException("The link was ended while bytes were on their way.");
    }
  }

  /** A side that went away in the silence is not missed by the other before the silence ends. */
  private void awaitGoodWeather() {
    try {
      boolean silent = isSwallowed();
      while (silent && !ended.await(100, TimeUnit.MILLISECONDS)) {
        silent = weather.swallows;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasLostBytes() {
    synchronized (weather) {
      return lostBytes;
    }
  }

  void loseNextAnswer() {
    losesNextAnswer = true;
  }

  /** Ends both sides at once, with what is on its way. */
  void reset() {
    for (Socket side : new Socket[] {client, database}) {
      try {
        side.setSoLinger(true, 0);
      } catch (IOException closedAlready) {
        // Nothing is left to reset.
      }
    }
    close();
  }

  void close() {
    ended.countDown();
    for (Socket side : new Socket[] {client, database}) {
      try {
        side.close();
      } catch (IOException e) {
        throw new IllegalStateException("A socket cannot be closed.", e);
      }
    }
  }
}
