package dev.tasker.it;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tasker.database.Json;
import dev.tasker.it.ApiContract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes bad requests out of the document of the API; the same ones for the same seed. */
final class HostileRequests {

  /** As they stand in a path or a query, encoded. */
  private static final List<String> TEXTS =
      List.of(
          "",
          "%00",
          "%FF%FE",
          "%C0%AF",
          "..%2F..%2Fetc%2Fpasswd",
          "%2e%2e",
          "%25",
          "%0d%0aX:1",
          "null",
          "-1",
          "0",
          "99999999999999999999",
          "NaN",
          "1e999",
          "%27%3B%20drop%20table%20task%3B%20--",
          "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
          "%7B%7D",
          "%F0%9F%98%80",
          "%ED%A0%80",
          "%23%7B1%2B1%7D",
          "%24%7Bjndi%3Aldap%3A%2F%2F127.0.0.1%7D",
          "a".repeat(3000));

  /** As they stand in JSON. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e308",
          "1e400",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"2026-13-45T99:99:99Z\"",
          "\"+999999999-01-01T00:00:00Z\"",
          "[]",
          "[null]",
          "[[[]]]",
          "[1,\"a\"]",
          "{}",
          "{\"\":null}",
          "{\"a\":{\"b\":\"\\u0000\"}}",
          "\"" + "x".repeat(20_000) + "\"",
          "\"'; drop table task; --\"",
          "\"#{context.a}\"",
          "[\"no_such_step\"]");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "}",
          "[]",
          "null",
          "\"x\"",
          "1",
          "{\"a\":}",
          "{'a':1}",
          "{\"a\":1}}",
          "{\"name\":\"a\",\"name\":\"b\"}",
          "{\"a\":NaN}",
          "{\"a\":01}",
          "{\"a\":\"\n\"}",
          "{\"a\":\"\\x\"}",
          "\uFEFF{}",
          "{\"__proto__\":{}}",
          "{\"\":\"\"}",
          "[".repeat(50_000),
          "{\"a\":".repeat(5000) + "1" + "}".repeat(5000));

  private final Random random;

  HostileRequests(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A request.
   *
   * @param what what is wrong with it
   */
  record Hostile(
      String what, String method, String path, Map<String, String> headers, byte[] body) {}

  /** All kinds of bad requests to one operation, whose path is filled in with real ids. */
  List<Hostile> to(Operation operation, Map<String, String> ids) {
    List<Hostile> requests = new ArrayList<>();
    String good = filled(operation.path(), ids);
    for (Map<String, Object> parameter : operation.parameters("path")) {
      String name = (String) parameter.get("name");
      for (String text : TEXTS) {
        Map<String, String> wrong = new LinkedHashMap<>(ids);
        wrong.put(name, text);
        requests.add(request(operation, "path " + name, filled(operation.path(), wrong)));
      }
    }
    for (String text : TEXTS) {
      requests.add(request(operation, "unknown parameter", good + "?unknown=" + text));
      requests.add(request(operation, "unknown name", good + "?" + text + "=1"));
      for (Map<String, Object> parameter : operation.parameters("query")) {
        String pair = parameter.get("name") + "=" + text;
        requests.add(request(operation, "query", good + "?" + pair));
        requests.add(request(operation, "query twice", good + "?" + pair + "&" + pair));
      }
    }
    requests.addAll(headers(operation, good));
    operation.bodySchema().ifPresent(schema -> requests.addAll(bodies(operation, schema, good)));
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")) {
      if (!method.equals(operation.method())
          && !good.matches(".*/tasks(/[^/]+)?(/workflow_steps/[^/]+)?")) {
        requests.add(new Hostile("method", method, good, Map.of(), new byte[0]));
      }
    }
    return requests;
  }

  private List<Hostile> headers(Operation operation, String path) {
    List<Hostile> requests = new ArrayList<>();
    for (String accept :
        List.of(
            "",
            "x",
            "*/*;q=abc",
            "application/json;q=2",
            ";;;",
            "application/pdf",
            "a/b,".repeat(900))) {
      requests.add(with(operation, "Accept", accept, path));
    }
    for (String id : List.of("", "a".repeat(5000), "${x}", "<script>", "a b", "\u00e9")) {
      requests.add(with(operation, "X-Correlation-ID", id, path));
      requests.add(with(operation, "Idempotency-Key", id, path));
    }
    requests.add(with(operation, "Content-Type", "nonsense", path));
    requests.add(with(operation, "Content-Encoding", "gzip", path));
    return requests;
  }

  private List<Hostile> bodies(Operation operation, String schema, String path) {
    List<Hostile> requests = new ArrayList<>();
    for (String text : BODIES) {
      requests.add(json(operation, "body " + head(text), path, text.getBytes(UTF_8)));
    }
    Map<String, Object> example = operation.bodyExample().orElseThrow();
    byte[] good = Json.text(example).getBytes(UTF_8);
    requests.add(
        json(operation, "not UTF-8", path, new byte[] {'{', '"', (byte) 0xC3, '(', '"', '}'}));
    requests.add(json(operation, "UTF-16", path, Json.text(example).getBytes(UTF_16)));
    requests.add(typed(operation, "text/plain", path, good));
    requests.add(typed(operation, "application/json;charset=utf-16", path, good));
    requests.add(typed(operation, "application/xml", path, good));
    byte[] large = ("{\"reason\":\"" + "y".repeat(1_100_000) + "\"}").getBytes(UTF_8);
    requests.add(json(operation, "oversized", path, large));
    Map<String, Object> members = ApiContract.shipped().members(schema);
    for (String member : members.keySet()) {
      for (String value : VALUES) {
        requests.add(
            json(
                operation,
                member + " " + head(value),
                path,
                changed(example, Map.of(member, value))));
      }
      Map<String, Object> without = new LinkedHashMap<>(example);
      without.remove(member);
      requests.add(json(operation, "without " + member, path, Json.text(without).getBytes(UTF_8)));
    }
    requests.add(json(operation, "unknown member", path, changed(example, Map.of("unknown", "1"))));
    for (int i = 0; i < 30; i++) {
      requests.add(
          json(
              operation, "random", path, changed(example, several(List.copyOf(members.keySet())))));
    }
    return requests;
  }

  private Map<String, String> several(List<String> members) {
    Map<String, String> wrong = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      wrong.put(
          members.get(random.nextInt(members.size())), VALUES.get(random.nextInt(VALUES.size())));
    }
    return wrong;
  }

  /** The example with some members as given, which may be nothing that can be read. */
  private static byte[] changed(Map<String, Object> example, Map<String, String> wrong) {
    var text = new StringBuilder("{");
    Map<String, String> members = new LinkedHashMap<>();
    example.forEach((name, value) -> members.put(name, json(value)));
    members.putAll(wrong);
    members.forEach(
        (name, value) ->
            text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return text.append('}').toString().getBytes(UTF_8);
  }

  private static String json(Object value) {
    String member = Json.text(Map.of("v", value));
    return member.substring("{\"v\":".length(), member.length() - 1);
  }

  private static Hostile request(Operation operation, String what, String path) {
    byte[] body =
        operation
            .bodyExample()
            .map(example -> Json.text(example).getBytes(UTF_8))
            .orElse(new byte[0]);
    Map<String, String> headers =
        body.length == 0 ? Map.of() : Map.of("Content-Type", "application/json");
    return new Hostile(what, operation.method(), path, headers, body);
  }

  private static Hostile with(Operation operation, String header, String value, String path) {
    Hostile plain = request(operation, header + " " + head(value), path);
    Map<String, String> headers = new LinkedHashMap<>(plain.headers());
    headers.put(header, value);
    return new Hostile(plain.what(), plain.method(), path, headers, plain.body());
  }

  private static Hostile json(Operation operation, String what, String path, byte[] body) {
    return new Hostile(
        what, operation.method(), path, Map.of("Content-Type", "application/json"), body);
  }

  private static Hostile typed(Operation operation, String type, String path, byte[] body) {
    return new Hostile(type, operation.method(), path, Map.of("Content-Type", type), body);
  }

  private static String head(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String filled(String path, Map<String, String> values) {
    String filled = path;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled;
  }
}
