package dev.tasker.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts the statements (commits, too) that its connections send, and breaks the connection at one
 * of them: before the database gets it, or after the database has done it, so that only the answer
 * is lost.
 */
final class CutDataSource {

  /** On which side of the statement the connection breaks. */
  enum Cut {
    BEFORE,
    AFTER
  }

  private final DataSource source;
  private Cut cut = Cut.BEFORE;
  private int at;
  private int sent;

  CutDataSource(DataSource source) {
    this.source = source;
  }

  /** Counts anew, and cuts once, at the statement of that number, from 1. */
  void arm(Cut side, int number) {
    cut = side;
    at = number;
    sent = 0;
  }

  /** Whether the statement to cut at has been sent. */
  boolean hasCut() {
    return at > 0 && sent >= at;
  }

  DataSource watched() {
    return proxy(
        DataSource.class,
        (method, arguments) ->
            call(source, method, arguments) instanceof Connection connection
                ? watched(connection)
                : null);
  }

  private Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("commit")) {
            return send(connection, connection, method, arguments);
          }
          Object result = call(connection, method, arguments);
          return result instanceof Statement statement
              ? watched(connection, statement, method.getReturnType())
              : result;
        });
  }

  private Object watched(Connection connection, Statement statement, Class<?> type) {
    return proxy(
        type,
        (method, arguments) ->
            method.getName().startsWith("execute")
                ? send(connection, statement, method, arguments)
                : call(statement, method, arguments));
  }

  private @Nullable Object send(
      Connection connection, Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    sent++;
    if (sent != at) {
      return call(target, method, arguments);
    }
    if (cut == Cut.AFTER) {
      call(target, method, arguments);
    }
    connection.abort(Runnable::run);
    throw new SQLException("The test has cut the connection.", "08006");
  }

  private static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private interface Handler {
    @Nullable Object handle(Method method, @Nullable Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            CutDataSource.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> handler.handle(method, arguments)));
  }
}
