package shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries made once per idempotency key, however often they are sent; safe for many threads. */
final class Journal {

  private final String kind;
  private final Map<String, Map<String, Object>> entries = new LinkedHashMap<>();

  Journal(String kind) {
    this.kind = kind;
  }

  /** 201 and a new entry, or 200 and the one that the key has made before. */
  synchronized Answer enter(Call call, Map<String, Object> content) {
    var key = call.header("Idempotency-Key").orElse("");
    if (key.isBlank()) {
      return Answer.error(400, "Send an Idempotency-Key, so that nothing is done twice.");
    }
    var known = entries.get(key);
    if (known != null) {
      return Answer.ok(known);
    }
    var entry = new LinkedHashMap<String, Object>();
    entry.put(kind + "_id", kind + "-" + (entries.size() + 1));
    entry.putAll(content);
    entry.put("idempotency_key", key);
    entries.put(key, entry);
    return Answer.created(entry);
  }

  synchronized List<Map<String, Object>> entries() {
    return new ArrayList<>(entries.values());
  }
}
