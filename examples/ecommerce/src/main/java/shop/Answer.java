package shop;

import java.util.Map;

/** What the shop answers: a status, headers beside the usual ones, and a JSON body. */
record Answer(int status, Map<String, String> headers, Map<String, Object> body) {

  static Answer ok(Map<String, Object> body) {
    return new Answer(200, Map.of(), body);
  }

  static Answer created(Map<String, Object> body) {
    return new Answer(201, Map.of(), body);
  }

  static Answer error(int status, String message) {
    return new Answer(status, Map.of(), Map.of("error", message));
  }

  Answer retryAfterSeconds(int seconds) {
    return new Answer(status, Map.of("Retry-After", Integer.toString(seconds)), body);
  }
}
