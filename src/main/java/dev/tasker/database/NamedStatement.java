package dev.tasker.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prepared statement whose parameters have names. As thread-safe as its connection: not. */
public final class NamedStatement implements AutoCloseable {

  private final PreparedStatement statement;
  private final Map<String, List<Integer>> places;

  NamedStatement(PreparedStatement statement, Map<String, List<Integer>> places) {
    this.statement = statement;
    this.places = places;
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
   * Sets a parameter to an array. The statement must tell its type: by a cast, a column, or the
   * parameter of a function.
   *
   * @param type the PostgreSQL type of the elements, for instance {@code uuid}; for the reader
   */
  public NamedStatement setArray(String name, String type, @Nullable Object[] values)
      throws SQLException {
    String text = ArrayText.of(values);
    for (int place : places(name)) {
      statement.setObject(place, text, Types.OTHER);
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

  private List<Integer> places(String name) {
    List<Integer> found = places.get(name);
    if (found == null) {
      throw new IllegalArgumentException("The statement has no parameter :" + name + ".");
    }
    return found;
  }
}
