package dev.tasker.rest;

import dev.tasker.database.Json;
import dev.tasker.database.MalformedJsonException;
import dev.tasker.rest.RestConfig.BodyLimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object that a request sends, within a limit. */
final class RequestBody {

  private RequestBody() {}

  /**
   * Reads an object; never more bytes than the limit and one.
   *
   * @param declared how many bytes the client says it sends, if it does
   * @throws ProblemException if it is too large, not UTF-8, or not a JSON object
   */
  static Map<String, Object> object(InputStream body, @Nullable String declared, BodyLimit limit) {
    if (isAbove(declared, limit.bytes())) {
      throw tooLarge(limit);
    }
    try {
      byte[] bytes = body.readNBytes(limit.bytes() + 1);
      if (bytes.length > limit.bytes()) {
        throw tooLarge(limit);
      }
      return Json.object(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw malformed("The body is not encoded in UTF-8.");
    } catch (MalformedJsonException e) {
      throw malformed("The body cannot be read. " + e.getMessage());
    } catch (IOException e) {
      throw malformed("The body ended before all of it had come.");
    }
  }

  private static boolean isAbove(@Nullable String declared, int limit) {
    return declared != null && declared.matches("\\d{1,18}") && Long.parseLong(declared) > limit;
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.MALFORMED_REQUEST, detail);
  }

  private static ProblemException tooLarge(BodyLimit limit) {
    return new ProblemException(
        Problem.BODY_TOO_LARGE,
        "The body may have %d bytes at most (%s).".formatted(limit.bytes(), limit.setting()));
  }
}
