package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** How much this node could take on, for the others to see. */
@ApplicationScoped
class NodeLoad {

  @Inject private EngineConfig config;
  @Inject private NodeCapacity capacity;
  @Inject private RunnableTemplates templates;

  /** As it is now. */
  Beat.Load now() {
    Capacity room = capacity.capacity();
    return new Beat.Load(
        config.threads(),
        room.room(Lane.THREAD),
        config.asyncSteps(),
        room.room(Lane.PLACE),
        List.of(templates.refused()));
  }
}
