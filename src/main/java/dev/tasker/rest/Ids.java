package dev.tasker.rest;

import java.util.UUID;

/** Reads the ids in paths. What is no id names nothing, so it is not found. */
final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  static UUID task(String text) {
    return id(text, "task");
  }

  static UUID step(String text) {
    return id(text, "step");
  }

  static UUID webhook(String text) {
    return id(text, "webhook");
  }

  private static UUID id(String text, String of) {
    try {
      if (text.length() == LENGTH) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      throw unknown(text, of);
    }
    throw unknown(text, of);
  }

  private static ProblemException unknown(String text, String of) {
    return new ProblemException(
        Problem.NOT_FOUND, "There is no " + of + " \"" + text + "\": its id is a UUID.");
  }
}
