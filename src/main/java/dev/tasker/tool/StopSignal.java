package dev.tasker.tool;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM, taken as a request to stop. Left to the JVM they would end logging, the
 * server and the launcher at the same time in any order; taken here, the launcher stops one after
 * the other. A second request ends the process at once, if it comes some seconds after the first:
 * sooner it is the same wish told twice, by the terminal to all processes and by a parent to its
 * child.
 *
 * <p>The platform has no supported call for this; {@code sun.misc.Signal} is there on every JDK. It
 * is called by reflection because the compiler warns of it without a way to agree.
 */
final class StopSignal {

  private static final int IMPATIENT = 130;
  private static final Duration SAME_WISH = Duration.ofSeconds(3);

  private final CountDownLatch requested = new CountDownLatch(1);
  private volatile long requestedAt;

  /** Begins to listen. */
  static StopSignal install() {
    StopSignal signal = new StopSignal();
    try {
      Class<?> signalClass = Class.forName("sun.misc.Signal");
      Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handlerClass},
              (proxy, method, arguments) ->
                  method.getName().equals("handle")
                      ? signal.handle()
                      : method.invoke(signal, arguments));
      for (String name : new String[] {"INT", "TERM"}) {
        signalClass
            .getMethod("handle", signalClass, handlerClass)
            .invoke(null, signalClass.getConstructor(String.class).newInstance(name), handler);
      }
    } catch (ReflectiveOperationException e) {
      throw new LaunchException(
          ExitCode.FAILED, "This Java does not tell its programs of Ctrl-C. Use an OpenJDK.", e);
    }
    return signal;
  }

  private Object handle() {
    if (requested.getCount() > 0) {
      requestedAt = System.nanoTime();
      request();
    } else if (System.nanoTime() - requestedAt > SAME_WISH.toNanos()) {
      Runtime.getRuntime().halt(IMPATIENT);
    }
    return this;
  }

  /** Asks to stop, as a signal does. */
  void request() {
    requested.countDown();
  }

  /** Waits for the first request. */
  void await() throws InterruptedException {
    requested.await();
  }
}
