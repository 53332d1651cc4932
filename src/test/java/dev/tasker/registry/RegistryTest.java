package dev.tasker.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tasker.api.event.RegistryEvent.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final int THREADS = 8;
  private static final int NAMES = 200;
  private static final int ROUNDS = 50;

  private final SilentLog log = new SilentLog();
  private final Registry<String> registry =
      new Registry<>("handlers", Kind.HANDLER, Clock.fixed(NOW, ZoneOffset.UTC), log);

  @Test
  void registeredThing_isFoundAndListed() {
    registry.register(entry("payments/charge/2.1.0", "one"));
    registry.register(entry("orders/place/1.0.0", "two"));

    assertThat(registry.find("payments/charge/2.1.0")).contains("one");
    assertThat(registry.find("payments/charge/9.9.9")).isEmpty();
    assertThat(registry.list())
        .extracting(Registry.Entry::id)
        .containsExactly("orders/place/1.0.0", "payments/charge/2.1.0");
    assertThat(log.lines())
        .containsExactly("registered payments/charge/2.1.0", "registered orders/place/1.0.0");
  }

  @Test
  void takenName_isRefusedWithWhatToDo_andTheFirstStays() {
    registry.register(entry("a/b/1", "first"));

    assertThatThrownBy(() -> registry.register(entry("a/b/1", "second")))
        .isInstanceOf(RegistrationRefusedException.class)
        .hasMessageContaining("\"a/b/1\" is taken")
        .hasMessageContaining("Required: a name that nothing else in handlers has.")
        .hasMessageContaining(
            "Suggestion: give one of them another name, or register with replace.");
    assertThat(registry.find("a/b/1")).contains("first");
    assertThat(registry.statistics().status()).isEqualTo("degraded");
    assertThat(log.lines()).containsExactly("registered a/b/1", "rejected a/b/1");
  }

  @Test
  void replacedThing_isGone() {
    registry.register(entry("a/b/1", "first"));
    registry.replace(entry("a/b/1", "second"));
    registry.replace(entry("a/b/2", "third"));

    assertThat(registry.find("a/b/1")).contains("second");
    assertThat(log.lines())
        .containsExactly("registered a/b/1", "replaced a/b/1", "registered a/b/2");
  }

  @Test
  void unregisteredThing_isNotFound_andItsNameIsFree() {
    registry.register(entry("a/b/1", "first"));

    assertThat(registry.unregister("a/b/1")).isTrue();
    assertThat(registry.unregister("a/b/1")).isFalse();
    registry.register(entry("a/b/1", "second"));
    assertThat(registry.find("a/b/1")).contains("second");
  }

  @Test
  void statistics_tellWhatThereIs() {
    assertThat(registry.statistics().lastRegistration()).isEmpty();
    registry.register(entry("payments/charge/2.1.0", "one"));
    registry.register(entry("payments/refund/1.0.0", "two"));

    RegistryStatistics statistics = registry.statistics();
    assertThat(statistics.total()).isEqualTo(2);
    assertThat(statistics.namespaces()).containsExactly("payments");
    assertThat(statistics.versions()).containsExactly("1.0.0", "2.1.0");
    assertThat(statistics.lastRegistration()).contains(NOW);
    assertThat(statistics.status()).isEqualTo("healthy");
  }

  @Test
  void manyThreads_registerEachNameOnce_andNeverSeeHalfAThing() throws Exception {
    var refused = new AtomicInteger();
    var start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        all.add(threads.submit(() -> registerAll(start, refused)));
        all.add(threads.submit(() -> lookUpAll(start)));
      }
      start.countDown();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(registry.list()).hasSize(NAMES);
    assertThat(refused).hasValue((THREADS - 1) * NAMES);
    assertThat(log.lines().stream().filter(line -> line.startsWith("registered"))).hasSize(NAMES);
  }

  @Test
  void manyThreads_replaceAndUnregister_whileOthersLook_andWhatIsLeftIsWhatTheLogSays()
      throws Exception {
    var start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread;
        all.add(threads.submit(() -> replaceAndUnregister(start, first)));
        all.add(threads.submit(() -> lookUpAll(start)));
      }
      start.countDown();
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(registry.statistics().total()).isEqualTo(registry.list().size());
    assertThat(log.lines().stream().filter(line -> line.startsWith("registered")).count())
        .as("each thing that is new is there, or was removed")
        .isEqualTo(
            registry.list().size()
                + log.lines().stream().filter(line -> line.startsWith("unregistered")).count());
    assertThat(registry.statistics().status()).isEqualTo("healthy");
  }

  private Object replaceAndUnregister(CountDownLatch start, int first) throws InterruptedException {
    start.await();
    for (int step = 0; step < NAMES; step++) {
      int name = (first + step) % NAMES;
      registry.replace(entry("n/name/" + name, "value " + name));
      if ((first + step) % 3 == 0) {
        registry.unregister("n/name/" + name);
      }
    }
    return Boolean.TRUE;
  }

  private Object registerAll(CountDownLatch start, AtomicInteger refused)
      throws InterruptedException {
    start.await();
    for (int name = 0; name < NAMES; name++) {
      try {
        registry.register(entry("n/name/" + name, "value " + name));
      } catch (RegistrationRefusedException e) {
        refused.incrementAndGet();
      }
    }
    return Boolean.TRUE;
  }

  private Object lookUpAll(CountDownLatch start) throws InterruptedException {
    start.await();
    for (int look = 0; look < NAMES * ROUNDS; look++) {
      int name = look % NAMES;
      registry
          .find("n/name/" + name)
          .ifPresent(found -> assertThat(found).isEqualTo("value " + name));
      if (name == 0) {
        assertThat(registry.list()).hasSizeLessThanOrEqualTo(NAMES);
        assertThat(registry.statistics().total()).isLessThanOrEqualTo(NAMES);
      }
    }
    return Boolean.TRUE;
  }

  private static Registry.Entry<String> entry(String id, String item) {
    String[] parts = id.split("/");
    return new Registry.Entry<>(
        id,
        item,
        "com.example." + parts[1],
        Map.of("namespace_name", parts[0], "version", parts[2]));
  }
}
