package dev.tasker.registry;

import dev.tasker.api.event.RegistryEvent.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Things that can be used under a name. Any number of threads may register and look up at the same
 * time: of two that register the same name, one is refused; whoever looks up sees a thing whole or
 * not at all.
 *
 * @param <T> what is registered
 */
public final class Registry<T> {

  private final String name;
  private final Kind kind;
  private final Clock clock;
  private final RegistryListener listener;
  private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
  private final Map<String, Rejection> rejections = new ConcurrentHashMap<>();
  private volatile Optional<Instant> lastRegistration = Optional.empty();

  /** An empty registry. */
  public Registry(String name, Kind kind, Clock clock, RegistryListener listener) {
    this.name = name;
    this.kind = kind;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * A registered thing.
   *
   * @param id its name, unique in the registry
   * @param item the thing
   * @param entityClass the class that its author wrote, or what comes nearest
   * @param options what it was registered with, as JSON members; lists count as several
   * @param <T> what is registered
   */
  public record Entry<T>(String id, T item, String entityClass, Map<String, Object> options) {

    /** Copies the options. */
    public Entry {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }

  /**
   * Something that was not registered.
   *
   * @param id the name it should have had
   * @param entityClass the class that its author wrote, or what comes nearest
   * @param refusal why
   */
  public record Rejection(String id, String entityClass, Refusal refusal) {}

  /** What the registry is called. */
  public String name() {
    return name;
  }

  /** What kind of things it holds. */
  public Kind kind() {
    return kind;
  }

  /**
   * Registers a thing under a name that is free.
   *
   * @throws RegistrationRefusedException if the name is taken
   */
  public void register(Entry<T> entry) {
    Entry<T> first = entries.putIfAbsent(entry.id(), entry);
    if (first != null) {
      var refusal =
          new Refusal(
              "\"%s\" is taken by %s, so %s cannot have it."
                  .formatted(entry.id(), first.entityClass(), entry.entityClass()),
              "a name that nothing else in " + name + " has.",
              "give one of them another name, or register with replace.");
      reject(entry.id(), entry.entityClass(), refusal);
      throw new RegistrationRefusedException(refusal);
    }
    registered(entry);
    listener.registered(this, entry);
  }

  /** Registers a thing, in the place of what had its name, if anything had. */
  public void replace(Entry<T> entry) {
    Entry<T> before = entries.put(entry.id(), entry);
    registered(entry);
    if (before == null) {
      listener.registered(this, entry);
    } else {
      listener.replaced(this, entry);
    }
  }

  /** Removes a thing; false if there was none of that name. */
  public boolean unregister(String id) {
    Entry<T> before = entries.remove(id);
    if (before != null) {
      listener.unregistered(this, before);
    }
    return before != null;
  }

  /** Keeps on record that something was refused. */
  public void reject(String id, String entityClass, Refusal refusal) {
    var rejection = new Rejection(id, entityClass, refusal);
    rejections.put(id + " " + entityClass, rejection);
    listener.rejected(this, rejection);
  }

  /** The thing of that name. */
  public Optional<T> find(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::item);
  }

  /** Everything, by name. */
  public List<Entry<T>> list() {
    return new ArrayList<>(new TreeMap<>(entries).values());
  }

  /** What was refused, by name. */
  public List<Rejection> rejections() {
    return new ArrayList<>(new TreeMap<>(rejections).values());
  }

  /** How much there is, and of what. */
  public RegistryStatistics statistics() {
    Collection<Entry<T>> all = entries.values();
    return new RegistryStatistics(
        name,
        kind,
        all.size(),
        RegistryStatistics.distinct(all, "namespace_name"),
        RegistryStatistics.distinct(all, "version"),
        RegistryStatistics.distinct(all, "events"),
        lastRegistration,
        rejections());
  }

  private void registered(Entry<T> entry) {
    rejections.remove(entry.id() + " " + entry.entityClass());
    lastRegistration = Optional.of(clock.instant());
  }
}
