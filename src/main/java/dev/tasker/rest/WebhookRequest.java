package dev.tasker.rest;

import dev.tasker.api.event.EventDescription;
import dev.tasker.api.event.Events;
import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.delivery.EventFilter;
import dev.tasker.egress.Egress;
import dev.tasker.template.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** A wish to be told of events over HTTP. */
record WebhookRequest(String url, List<String> events, String description, String secret) {

  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Reads it; a key is made up if none is given.
   *
   * @throws TaskRefusedException if it cannot be done
   */
  static WebhookRequest read(Members members, Events catalog, Egress egress) {
    var request =
        new WebhookRequest(
            members.requiredText("url"),
            members.texts("events"),
            members.text("description").orElse(""),
            members.text("secret").orElseGet(WebhookRequest::newKey));
    members.check();
    request.checkUrl(egress);
    request.checkEvents(catalog);
    return request;
  }

  private void checkUrl(Egress egress) {
    try {
      URI parsed = new URI(url);
      boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
      if (http && parsed.getHost() != null && parsed.getUserInfo() == null) {
        egress.refusal(parsed).ifPresent(WebhookRequest::refuse);
        return;
      }
    } catch (URISyntaxException e) {
      // Said below, in our words.
    }
    throw new TaskRefusedException(
        "url", "must be an absolute http or https address without user and password");
  }

  private static void refuse(String reason) {
    throw new TaskRefusedException("url", "may not be called: " + reason);
  }

  private void checkEvents(Events catalog) {
    List<String> known = catalog.catalog().stream().map(EventDescription::name).toList();
    for (int i = 0; i < events.size(); i++) {
      String name = events.get(i);
      if (known.stream().noneMatch(event -> EventFilter.matches(name, event))) {
        throw new TaskRefusedException(
            "events[" + i + "]",
            "there is no event \"%s\"%s".formatted(name, NearestName.question(name, known)));
      }
    }
  }

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }
}
