package dev.tasker.engine;

import dev.tasker.registry.BoundHandler;

/** Which of a node's two capacities an attempt takes. The code is what the database stores. */
enum Lane {
  /** A thread, for as long as the handler runs. */
  THREAD((short) 0),
  /** One of the places for asynchronous handlers, which hold no thread while they wait. */
  PLACE((short) 1);

  private final short code;

  Lane(short code) {
    this.code = code;
  }

  static Lane of(BoundHandler handler) {
    if (handler instanceof BoundHandler.Asynchronous) {
      return PLACE;
    }
    return THREAD;
  }

  short code() {
    return code;
  }
}
