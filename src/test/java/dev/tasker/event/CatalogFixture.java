package dev.tasker.event;

import dev.tasker.api.event.DeclaredEvent;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;

/** A catalog that knows some events of an application. */
final class CatalogFixture {

  private CatalogFixture() {}

  static EventCatalog with(DeclaredEvent... events) {
    return new EventCatalog(instance(List.of(new Fixed(List.of(events)))));
  }

  private record Fixed(Collection<DeclaredEvent> events) implements CustomEventSource {
    @Override
    public String place() {
      return "a test";
    }
  }

  @SuppressWarnings("unchecked")
  private static Instance<CustomEventSource> instance(List<CustomEventSource> sources) {
    return (Instance<CustomEventSource>)
        Proxy.newProxyInstance(
            Instance.class.getClassLoader(),
            new Class<?>[] {Instance.class},
            (proxy, method, arguments) -> sources.iterator());
  }
}
