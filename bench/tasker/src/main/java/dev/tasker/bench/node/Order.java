package dev.tasker.bench.node;

import java.util.Map;

/** What a driver is to do; see {@link DriveHandler}. */
record Order(String template, int steps, int tasks, int clients, int seconds) {

  static Order of(Map<String, Object> context) {
    return new Order(
        (String) context.get("template"),
        number(context, "steps"),
        number(context, "tasks"),
        number(context, "clients"),
        number(context, "seconds"));
  }

  private static int number(Map<String, Object> context, String name) {
    return ((Number) context.get(name)).intValue();
  }
}
