package dev.tasker.rest;

import dev.tasker.database.Json;
import dev.tasker.database.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** Reads the JSON object that a request sends, within a limit. */
final class RequestBody {

  private RequestBody() {}

  /**
   * Reads an object; never more bytes than the limit and one.
   *
   * @throws ProblemException if it is too large, not UTF-8, or not a JSON object
   */
  static Map<String, Object> object(InputStream body, int limit) {
    try {
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new ProblemException(
            Problem.BODY_TOO_LARGE,
            "The body may have at most " + limit + " bytes (tasker.rest.max-body-size).");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return Json.object(text);
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.MALFORMED_REQUEST, "The body is not encoded in UTF-8.");
    } catch (MalformedJsonException e) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST,
          Objects.requireNonNullElse(e.getMessage(), "The body is not a JSON object."));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST, "The body ended before all of it had come.");
    }
  }
}
