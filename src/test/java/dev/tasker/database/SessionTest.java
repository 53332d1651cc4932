package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SessionTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final Session session = new Session(new Database(brokenConnections()));

  @Test
  void brokenConnection_isGivenUp_evenIfItCannotBeClosed() {
    assertThatThrownBy(() -> session.run(NamedSql.parse("select 1"), statement -> 1))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("broken at prepareStatement");
    assertThat(session.isOpen()).isFalse();

    assertThatThrownBy(() -> session.run(NamedSql.parse("select 1"), statement -> 1))
        .isInstanceOf(DatabaseException.class);
    assertThat(opened).as("a new connection each time").hasValue(2);
  }

  private DataSource brokenConnections() {
    return proxy(
        DataSource.class,
        method -> {
          opened.incrementAndGet();
          return proxy(
              Connection.class,
              broken -> {
                throw new SQLException("broken at " + broken, "08006");
              });
        });
  }

  private interface Answer {
    Object to(String method) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            SessionTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName())));
  }
}
