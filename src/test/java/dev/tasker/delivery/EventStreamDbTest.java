package dev.tasker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.testing.PostgresExtension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client of the event stream, step by step. */
@ExtendWith(PostgresExtension.class)
class EventStreamDbTest {

  private static final EventFilter ALL = EventFilter.named(List.of());

  private final ChangesFixture changes;
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private boolean closed;
  private int joins;

  EventStreamDbTest(DataSource database) {
    changes = new ChangesFixture(database);
  }

  @Test
  void clientThatComesBack_isToldWhatItMissed_thenWhatComes() {
    UUID task = changes.task();
    FeedPosition begin = changes.feed().now();
    changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    changes.execute(ChangesFixture.change(task, "in_progress", "complete", ""));

    EventStream stream = stream(ALL, begin, 10);
    stream.begin();
    drain();
    assertThat(names).containsExactly("step.started", "step.completed");
    assertThat(joins).isEqualTo(1);

    EventStream again = stream(ALL, FeedPosition.parse(ids.get(0)).orElseThrow(), 10);
    names.clear();
    again.begin();
    drain();
    assertThat(names).containsExactly("step.completed");
  }

  @Test
  void whatWasCommittedWhileItCaughtUp_isBridged_onceAndInOrder() {
    UUID task = changes.task();
    FeedPosition begin = changes.feed().now();
    EventStream stream = stream(ALL, begin, 10);
    stream.begin();
    drain();
    changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    changes.execute(ChangesFixture.change(task, "in_progress", "complete", ""));
    stream.bridge(changes.feed().now().seen());
    drain();
    assertThat(names).containsExactly("step.started", "step.completed");
  }

  @Test
  void filter_letsThroughWhatIsWanted() {
    UUID wanted = changes.task();
    UUID other = changes.task();
    FeedPosition begin = changes.feed().now();
    changes.execute(ChangesFixture.change(other, "pending", "in_progress", ""));
    changes.execute(ChangesFixture.change(wanted, "pending", "in_progress", ""));
    changes.execute(ChangesFixture.taskChange(wanted, "in_progress", "complete", "engine"));
    stream(new EventFilter(List.of("step.*"), Set.of(wanted)), begin, 10).begin();
    drain();
    assertThat(names).containsExactly("step.started");
  }

  @Test
  void slowClient_isCutOff_afterWhatItHasTakenInOrder() {
    UUID task = changes.task();
    EventStream stream = stream(ALL, changes.feed().now(), 2);
    stream.begin();
    drain();
    for (int i = 0; i < 4; i++) {
      changes.execute(ChangesFixture.change(task, "pending", "in_progress", ""));
    }
    stream.bridge(changes.feed().now().seen());
    drain();
    assertThat(names).hasSize(2);
    assertThat(closed).isTrue();
    assertThat(stream.isOpen()).isFalse();
  }

  private EventStream stream(EventFilter filter, FeedPosition from, int capacity) {
    return new EventStream(
        filter, new Sink(), from, changes.feed(), capacity, work::add, stream -> joins++);
  }

  private void drain() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  private final class Sink implements StreamSink {
    @Override
    public void greet(String id) {
      ids.add(id);
    }

    @Override
    public void send(String id, String name, String data) {
      assertThat(data).startsWith("{\"specversion\":\"1.0\"");
      ids.add(id);
      names.add(name);
    }

    @Override
    public void beat() {
      names.add("beat");
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
