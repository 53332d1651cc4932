package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** This node's capacity, by its settings. */
@ApplicationScoped
class NodeCapacity {

  private Capacity capacity = new Capacity(0, 0);

  /** For the container. */
  NodeCapacity() {}

  @Inject
  NodeCapacity(EngineConfig config) {
    this.capacity = new Capacity(config.threads(), config.asyncSteps());
  }

  Capacity capacity() {
    return capacity;
  }
}
