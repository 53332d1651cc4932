package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.api.event.CustomEvent;
import dev.tasker.api.event.WorkflowSubscriber;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriberLaneTest {

  private static final UUID ID = UUID.fromString("0198c1b2-7c3a-7d10-8a5e-3f2b90000000");

  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> timed = new ArrayList<>();
  private final Orders orders = new Orders();

  @Test
  void events_areToldInOrder_onAnotherThread() throws Exception {
    SubscriberLane lane = lane(10);
    lane.on(event("order.placed", 1));
    lane.on(event("order.placed", 2));
    assertThat(orders.seen).as("not on the caller's thread").isEmpty();

    work.remove().run();

    assertThat(orders.seen).containsExactly("1", "2");
    assertThat(lane.statistics().figures().calls()).isEqualTo(2);
    assertThat(timed).containsExactly("subscriber orders", "subscriber orders");
    assertThat(lane.wants("order.placed")).isTrue();
    assertThat(lane.wants("order.paid")).isFalse();
    assertThat(lane.wantsChanges()).isTrue();
  }

  @Test
  void failure_isCounted_andTheNextEventIsTold() throws Exception {
    SubscriberLane lane = lane(10);
    lane.on(event("order.placed", -1));
    lane.on(event("order.placed", 2));
    work.remove().run();
    assertThat(orders.seen).containsExactly("2");
    assertThat(lane.statistics().figures().failures()).isEqualTo(1);
  }

  @Test
  void whatASlowSubscriberCannotTake_isDroppedAndCounted() throws Exception {
    SubscriberLane lane = lane(2);
    for (int order = 1; order <= 5; order++) {
      lane.on(event("order.placed", order));
    }
    work.remove().run();
    assertThat(orders.seen).containsExactly("1", "2");
    assertThat(lane.statistics().figures().dropped()).isEqualTo(3);
  }

  private SubscriberLane lane(int capacity) throws NoSuchMethodException {
    return new SubscriberLane(
        "orders",
        Map.of("order.placed", Orders.class.getMethod("onOrderPlaced", CustomEvent.class)),
        () -> orders,
        capacity,
        work::add,
        (title, nanos) -> timed.add(title));
  }

  private static CustomEvent event(String name, int order) {
    return new CustomEvent(
        new dev.tasker.api.event.Change(
            ID, Instant.EPOCH, "handler", Optional.empty(), Optional.empty()),
        new dev.tasker.api.event.TaskSubject(ID, "shop", "order", "1.0.0", "c"),
        new dev.tasker.api.event.StepSubject(ID, "place", 1),
        name,
        Map.of("order", order));
  }

  /** Throws at a negative order. */
  public static class Orders implements WorkflowSubscriber {
    private final List<String> seen = new ArrayList<>();

    /** Keeps the order. */
    public void onOrderPlaced(CustomEvent event) {
      if (event.data().get("order") instanceof Integer order && order < 0) {
        throw new IllegalStateException("expected by the test");
      }
      seen.add(String.valueOf(event.data().get("order")));
    }
  }
}
