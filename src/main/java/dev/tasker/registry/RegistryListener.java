package dev.tasker.registry;

/** Is told of each change of a registry, on the thread that makes it. */
public interface RegistryListener {

  /** Something is new. */
  void registered(Registry<?> registry, Registry.Entry<?> entry);

  /** Something took the place of what had its name. */
  void replaced(Registry<?> registry, Registry.Entry<?> entry);

  /** Something is gone. */
  void unregistered(Registry<?> registry, Registry.Entry<?> entry);

  /** Something was refused. */
  void rejected(Registry<?> registry, Registry.Rejection rejection);
}
