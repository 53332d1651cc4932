package dev.tasker.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tasker.database.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends any request to a Tasker, right or wrong. */
final class RestCalls {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  RestCalls(URI server) {
    this.base = server.resolve("/tasker");
  }

  /** An answer, its headers and its JSON. */
  record Reply(HttpResponse<String> response, Map<String, Object> body) {

    int status() {
      return response.statusCode();
    }

    String text(String member) {
      return String.valueOf(body.get(member));
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** Objects in a list. */
    @SuppressWarnings("unchecked") // As the API says.
    List<Map<String, Object>> list(String member) {
      return (List<Map<String, Object>>) body.get(member);
    }

    /** The paths of all that is wrong. */
    List<Object> faults() {
      return list("errors").stream().map(error -> error.get("path")).toList();
    }

    Reply expect(int status) {
      assertThat(status()).as("%s", body).isEqualTo(status);
      if (status >= 400) {
        assertThat(header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(body).containsKeys("type", "title", "status", "detail", "instance");
        assertThat(body.get("correlation_id")).isEqualTo(header("X-Correlation-ID").orElse("none"));
      }
      return this;
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, Optional.empty(), headers);
  }

  Reply delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  /** A request with a JSON body. */
  Reply send(String method, String path, Map<String, Object> body, String... headers) {
    var withType = new java.util.ArrayList<>(List.of("Content-Type", "application/json"));
    withType.addAll(List.of(headers));
    return send(method, path, Optional.of(Json.text(body)), withType.toArray(String[]::new));
  }

  /** A request as it is given. */
  Reply send(String method, String path, Optional<String> body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(response, Json.object(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
