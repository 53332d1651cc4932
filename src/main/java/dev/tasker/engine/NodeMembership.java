package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells others whether this node works in the cluster. Thread-safe. */
@ApplicationScoped
public class NodeMembership {

  @Inject private NodeIdentity identity;
  @Inject private EngineLoop loop;

  /** Whether the node has joined and not left, as far as it knows. */
  public boolean isJoined() {
    return identity.isJoined();
  }

  /** The node's number; a new one each time that it joins. */
  public int number() {
    return identity.id();
  }

  /**
   * What the database says to the node's outcomes and claims, if it takes none now, though it may
   * answer. The node keeps them, and tries again.
   */
  public Optional<String> refusal() {
    return loop.refusal();
  }
}
