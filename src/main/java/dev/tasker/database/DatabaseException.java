package dev.tasker.database;

import java.sql.SQLException;
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

  private final boolean lasting;
  private final boolean conflict;

  /** Wraps what JDBC threw. */
  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
    String state = cause.getSQLState();
    this.conflict = state != null && state.startsWith(CONFLICT);
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

  /** Whether the same statement with the same data will fail again. */
  public boolean isLasting() {
    return lasting;
  }

  /**
   * Whether it was rolled back as others were in its way, so that it may be tried again at once.
   */
  public boolean isConflict() {
    return conflict;
  }
}
