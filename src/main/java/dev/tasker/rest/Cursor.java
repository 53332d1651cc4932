package dev.tasker.rest;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a list of tasks goes on: after that task. Opaque to clients. */
record Cursor(UUID lastTask) {

  private static final int BYTES = 16;

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws ProblemException if it did not
   */
  static Cursor of(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == BYTES) {
        var buffer = ByteBuffer.wrap(bytes);
        return new Cursor(new UUID(buffer.getLong(), buffer.getLong()));
      }
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    throw unknown();
  }

  String text() {
    var buffer =
        ByteBuffer.allocate(BYTES)
            .putLong(lastTask.getMostSignificantBits())
            .putLong(lastTask.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Problem.MALFORMED_REQUEST,
        "The cursor is not one that this API gave out. Take next_cursor of the page before, or"
            + " leave it out to begin anew.");
  }
}
