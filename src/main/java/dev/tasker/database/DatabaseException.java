package dev.tasker.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement failed. */
public class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Classes of SQLSTATE that tell of the statement's own data: 21 and 22 data, 23 constraint, 42
   * syntax or rights, 54 a limit. All else (connection, lock, shutdown, no room) may pass.
   */
  private static final Set<String> LASTING = Set.of("21", "22", "23", "42", "54");

  /** Class of SQLSTATE that tells of transactions in each other's way: a deadlock, for one. */
  private static final String CONFLICT = "40";

  /**
   * Classes of SQLSTATE that tell of a database that is away: connection, no room, shutdown, the
   * machine. None at all comes from a pool that has no connection to give.
   */
  private static final List<String> OUTAGE = List.of("08", "53", "57P", "58");

  private final boolean lasting;
  private final boolean conflict;
  private final boolean outage;

  /** Wraps what JDBC threw. */
  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
    String state = cause.getSQLState();
    this.conflict = state != null && state.startsWith(CONFLICT);
    this.outage = state == null || OUTAGE.stream().anyMatch(state::startsWith);
    this.lasting = state != null && state.length() == 5 && LASTING.contains(state.substring(0, 2));
  }

  /** Whether somewhere behind a failure is one of the database that may pass. */
  public static boolean mayPass(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return !new DatabaseException(sql).isLasting();
      }
    }
    return false;
  }

  /** The failure of the database behind a failure, where that tells that the database is away. */
  public static Optional<DatabaseException> outageBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return Optional.of(new DatabaseException(sql)).filter(DatabaseException::isOutage);
      }
    }
    return Optional.empty();
  }

  /** Whether the same statement with the same data will fail again. */
  public boolean isLasting() {
    return lasting;
  }

  /** Whether the database is away, rather than the statement wrong or in the way of others. */
  public boolean isOutage() {
    return outage;
  }

  /**
   * Whether it was rolled back as others were in its way, so that it may be tried again at once.
   */
  public boolean isConflict() {
    return conflict;
  }
}
