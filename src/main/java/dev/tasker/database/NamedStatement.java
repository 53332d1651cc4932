package dev.tasker.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A prepared statement whose parameters have names. As thread-safe as its connection: not. */
public final class NamedStatement implements AutoCloseable {

  private final PreparedStatement statement;
  private final List<String> parameters;

  NamedStatement(PreparedStatement statement, List<String> parameters) {
    this.statement = statement;
    this.parameters = parameters;
  }

  /** Sets a parameter, wherever it occurs. Times go as UTC. */
  public NamedStatement set(String name, @Nullable Object value) throws SQLException {
    Object sent = value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value;
    for (int place : places(name)) {
      if (sent == null) {
        statement.setNull(place, Types.NULL);
      } else {
        statement.setObject(place, sent);
      }
    }
    return this;
  }

  /**
   * Sets a parameter to an array.
   *
   * @param type the PostgreSQL type of the elements, for instance {@code uuid}
   */
  public NamedStatement setArray(String name, String type, Object[] values) throws SQLException {
    for (int place : places(name)) {
      statement.setArray(place, statement.getConnection().createArrayOf(type, values));
    }
    return this;
  }

  /** Runs it as a query; the result set closes with this statement. */
  public ResultSet query() throws SQLException {
    return statement.executeQuery();
  }

  /** Runs it and tells how many rows it changed. */
  public int update() throws SQLException {
    return statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }

  private int[] places(String name) {
    int[] places =
        IntStream.range(0, parameters.size())
            .filter(index -> parameters.get(index).equals(name))
            .map(index -> index + 1)
            .toArray();
    if (places.length == 0) {
      throw new IllegalArgumentException("The statement has no parameter :" + name + ".");
    }
    return places;
  }
}
