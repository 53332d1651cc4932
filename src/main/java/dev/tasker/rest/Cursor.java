package dev.tasker.rest;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a list of tasks goes on: after that task. Opaque to clients. */
record Cursor(UUID lastTask) {

  private static final int BYTES = 16;

  /** Reads what {@link #text()} wrote; empty if it did not. */
  static Optional<Cursor> of(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == BYTES) {
        var buffer = ByteBuffer.wrap(bytes);
        return Optional.of(new Cursor(new UUID(buffer.getLong(), buffer.getLong())));
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String text() {
    var buffer =
        ByteBuffer.allocate(BYTES)
            .putLong(lastTask.getMostSignificantBits())
            .putLong(lastTask.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
