package dev.tasker.delivery;

import dev.tasker.database.Database;
import dev.tasker.database.NamedSql;
import dev.tasker.database.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The committed changes, in an order that a reader can go through without missing one: from one
 * snapshot of the database to the next. Thread-safe; each reader keeps its own place.
 */
@ApplicationScoped
class ChangeFeed {

  private static final Logger LOG = System.getLogger(ChangeFeed.class.getName());
  private static final NamedSql NOW = NamedSql.load("current_snapshot");
  private static final NamedSql WINDOW = NamedSql.load("next_window");
  private static final NamedSql READ = NamedSql.load("read_changes");

  private Database database;

  /** For the container. */
  @SuppressWarnings("NullAway")
  ChangeFeed() {}

  @Inject
  ChangeFeed(Database database) {
    this.database = database;
  }

  /**
   * Some changes.
   *
   * @param window the snapshot that they were read up to
   * @param rows in order
   * @param before where the reader was
   * @param next where it is once it has dealt with them
   */
  record Page(String window, List<ChangeRow> rows, FeedPosition before, FeedPosition next) {

    /** Whether there was nothing: the reader has caught up. */
    boolean isEmpty() {
      return rows.isEmpty();
    }

    /** Where a reader is that has dealt with the rows up to this one. */
    FeedPosition after(ChangeRow row) {
      return before.after(window, row.changeNo());
    }
  }

  /** The place of a reader that wants to know of nothing that is committed by now. */
  FeedPosition now() {
    return database.call(connection -> FeedPosition.at(now(connection)));
  }

  /**
   * Up to where to read.
   *
   * @param isMark whether there may be changes after it even if there are none before
   * @param isNew whether the reader's place is of another time, so that this is its place now
   */
  private record Window(String until, boolean isMark, boolean isNew) {}

  /**
   * The next changes after a place; none only if there are none by now.
   *
   * @param nodes whose changes; empty for those of every node
   */
  Page next(FeedPosition position, int limit, Optional<? extends Collection<Integer>> nodes) {
    return database.call(
        connection -> {
          FeedPosition from = position;
          Window window = window(connection, from);
          if (window.isNew()) {
            from = FeedPosition.at(window.until());
          }
          Page page = read(connection, from, window.until(), limit, nodes);
          // Between two marks there may be nothing that this reader has not seen before the first.
          while (page.isEmpty() && window.isMark()) {
            from = page.next();
            window = window(connection, from);
            page = read(connection, from, window.until(), limit, nodes);
          }
          return page;
        });
  }

  /** All changes between two snapshots after a place in them, a page of them. */
  Page within(FeedPosition position, String until, int limit) {
    return database.call(connection -> read(connection, position, until, limit, Optional.empty()));
  }

  private static Page read(
      Connection connection,
      FeedPosition from,
      String window,
      int limit,
      Optional<? extends Collection<Integer>> nodes)
      throws SQLException {
    List<ChangeRow> rows = new ArrayList<>();
    if (!window.equals(from.seen())) {
      try (NamedStatement statement = READ.on(connection)) {
        statement
            .set("seen", from.seen())
            .set("until", window)
            .set("after", from.after())
            .set("limit", limit);
        if (nodes.isPresent()) {
          statement.setArray("nodes", "int4", nodes.get().toArray());
        } else {
          statement.set("nodes", null);
        }
        try (ResultSet row = statement.query()) {
          while (row.next()) {
            rows.add(ChangeRow.read(row));
          }
        }
      }
    }
    FeedPosition next =
        rows.size() < limit
            ? FeedPosition.at(window)
            : from.after(window, rows.get(rows.size() - 1).changeNo());
    return new Page(window, rows, from, next);
  }

  private static String now(Connection connection) throws SQLException {
    try (var statement = NOW.on(connection);
        ResultSet row = statement.query()) {
      row.next();
      return row.getString("snapshot");
    }
  }

  private static Window window(Connection connection, FeedPosition position) throws SQLException {
    if (position.until().isPresent()) {
      return new Window(position.until().get(), true, false);
    }
    try (var statement = WINDOW.on(connection).set("seen", position.seen());
        ResultSet row = statement.query()) {
      row.next();
      String until = row.getString("until");
      if (until == null) {
        LOG.log(
            Level.WARNING,
            "The database was restored from a dump; changes are told from now on only.");
        return new Window(now(connection), false, true);
      }
      return new Window(until, row.getBoolean("is_mark"), false);
    }
  }
}
