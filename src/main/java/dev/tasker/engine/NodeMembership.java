package dev.tasker.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells others whether this node works in the cluster. Thread-safe. */
@ApplicationScoped
public class NodeMembership {

  @Inject private NodeIdentity identity;

  /** Whether the node has joined and not left, as far as it knows. */
  public boolean isJoined() {
    return identity.isJoined();
  }

  /** The node's number; a new one each time that it joins. */
  public int number() {
    return identity.id();
  }
}
