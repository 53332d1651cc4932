package dev.tasker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a reader of the changes sees, while others write. */
@ExtendWith(PostgresExtension.class)
class ChangeFeedDbTest {

  private static final int WRITERS = 6;
  private static final int TRANSACTIONS = 120;
  private static final int TASKS = 12;
  private static final int PAGE = 7;

  private final ChangesFixture changes;
  private final ChangeFeed feed;

  ChangeFeedDbTest(DataSource database) {
    changes = new ChangesFixture(database);
    feed = changes.feed();
  }

  @Test
  void slowTransaction_isReadOnceItCommits_thoughLaterOnesWereReadBefore() throws SQLException {
    UUID slow = changes.task();
    UUID fast = changes.task();
    FeedPosition begin = feed.now();
    try (Connection connection = changes.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ChangesFixture.change(slow, "pending", "in_progress", ""));
      changes.execute(ChangesFixture.change(fast, "pending", "in_progress", ""));

      ChangeFeed.Page first = all(begin);
      assertThat(tasks(first)).containsExactly(fast);
      connection.commit();

      ChangeFeed.Page second = all(first.next());
      assertThat(tasks(second)).containsExactly(slow);
      assertThat(all(second.next()).isEmpty()).isTrue();
      connection.setAutoCommit(true);
    }
  }

  @Test
  void rolledBackChange_isNeverRead() throws SQLException {
    UUID task = changes.task();
    FeedPosition begin = feed.now();
    try (Connection connection = changes.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
      assertThat(all(begin).isEmpty()).isTrue();
      connection.rollback();
      connection.setAutoCommit(true);
    }
    assertThat(all(begin).isEmpty()).isTrue();
  }

  @Test
  void reader_canGoOnFromTheTextOfItsPlace() {
    UUID task = changes.task();
    FeedPosition begin = feed.now();
    for (int i = 0; i < 3; i++) {
      changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    }
    ChangeFeed.Page page = feed.next(begin, PAGE, Optional.empty());
    String place = page.after(page.rows().get(0)).toString();

    ChangeFeed.Page rest = all(FeedPosition.parse(place).orElseThrow());
    assertThat(rest.rows()).hasSize(2);
    assertThat(FeedPosition.parse("nonsense")).isEmpty();
  }

  @Test
  void changesOfOtherNodes_areLeftOutIfUnwanted() {
    UUID task = changes.task();
    FeedPosition begin = feed.now();
    changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    assertThat(feed.next(begin, PAGE, Optional.of(List.of(ChangesFixture.NODE))).rows()).hasSize(1);
    assertThat(feed.next(begin, PAGE, Optional.of(List.of(77))).rows()).isEmpty();
  }

  @Test
  void readerThatIsFarBehind_goesFromMarkToMark() {
    UUID task = changes.task();
    FeedPosition begin = feed.now();
    for (int i = 0; i < 3; i++) {
      changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
      changes.execute("select mark_changes('0 s', '1 day')");
    }
    ChangeFeed.Page first = feed.next(begin, PAGE, Optional.empty());
    assertThat(first.rows()).hasSize(1);
    assertThat(readAll(begin)).containsEntry(task, changes.trail(task));
  }

  @Test
  void readerThatHadCaughtUpBeforeAMark_isNotHeldUpByIt() {
    UUID task = changes.task();
    FeedPosition begin = feed.now();
    changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    FeedPosition caughtUp = all(begin).next();
    UUID later = changes.task();
    changes.execute("select mark_changes('0 s', '1 day')");
    changes.execute(ChangesFixture.change(later, "pending", "in_progress", ""));

    assertThat(tasks(all(caughtUp))).containsExactly(later);
  }

  @Test
  void place_ofARestoredDatabase_isReplacedByNow() {
    ChangeFeed.Page page =
        feed.next(FeedPosition.at("999999999:999999999:"), PAGE, Optional.empty());
    assertThat(page.isEmpty()).isTrue();
    assertThat(page.next().seen()).doesNotContain("999999999");
  }

  @Test
  void manyWriters_leaveNoChangeUnread_noneTwice_andEachTaskInOrder() throws Exception {
    List<UUID> tasks = IntStream.range(0, TASKS).mapToObj(i -> changes.task()).sorted().toList();
    FeedPosition begin = feed.now();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        var random = new Random(4711 + writer);
        writers.add(threads.submit(() -> write(tasks, random)));
      }
      Map<UUID, List<Long>> seen = new HashMap<>();
      FeedPosition position = begin;
      while (writers.stream().anyMatch(writer -> !writer.isDone())) {
        position = read(position, seen);
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      read(position, seen);
      for (UUID task : tasks) {
        assertThat(seen.getOrDefault(task, List.of())).isEqualTo(changes.trail(task));
      }
      assertThat(readAll(begin)).as("and once more from the start").isEqualTo(seen);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Locks some tasks, writes into their trails, waits a little in between; may roll back. */
  private Object write(List<UUID> tasks, Random random) throws SQLException {
    try (Connection connection = changes.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < TRANSACTIONS; i++) {
        int first = random.nextInt(tasks.size());
        List<UUID> chosen =
            tasks.subList(first, Math.min(tasks.size(), first + 1 + random.nextInt(3)));
        for (UUID task : chosen) {
          statement.execute(
              "select 1 from task where task_id = '%s' for no key update".formatted(task));
          statement.execute("select pg_sleep(%d / 1000.0)".formatted(random.nextInt(3)));
        }
        for (UUID task : chosen) {
          statement.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
        }
        if (random.nextInt(5) == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
      }
    }
    return Boolean.TRUE;
  }

  private Map<UUID, List<Long>> readAll(FeedPosition begin) {
    Map<UUID, List<Long>> seen = new HashMap<>();
    read(begin, seen);
    return seen;
  }

  private FeedPosition read(FeedPosition from, Map<UUID, List<Long>> seen) {
    FeedPosition position = from;
    boolean more = true;
    while (more) {
      ChangeFeed.Page page = feed.next(position, PAGE, Optional.empty());
      page.rows()
          .forEach(
              row ->
                  seen.computeIfAbsent(row.task().taskId(), absent -> new ArrayList<>())
                      .add(row.changeNo()));
      position = page.next();
      more = !page.isEmpty();
    }
    return position;
  }

  private ChangeFeed.Page all(FeedPosition position) {
    return feed.next(position, 1000, Optional.empty());
  }

  private static List<UUID> tasks(ChangeFeed.Page page) {
    return page.rows().stream().map(row -> row.task().taskId()).toList();
  }
}
