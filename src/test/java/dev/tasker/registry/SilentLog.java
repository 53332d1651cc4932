package dev.tasker.registry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what registries tell, for a test to look at. */
@ApplicationScoped
class SilentLog implements RegistryListener {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Produces
  Clock clock() {
    return Clock.systemUTC();
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void registered(Registry<?> registry, Registry.Entry<?> entry) {
    lines.add("registered " + entry.id());
  }

  @Override
  public void replaced(Registry<?> registry, Registry.Entry<?> entry) {
    lines.add("replaced " + entry.id());
  }

  @Override
  public void unregistered(Registry<?> registry, Registry.Entry<?> entry) {
    lines.add("unregistered " + entry.id());
  }

  @Override
  public void rejected(Registry<?> registry, Registry.Rejection rejection) {
    lines.add("rejected " + rejection.id());
  }
}
