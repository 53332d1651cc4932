package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The OpenAPI document that ships is the one that the code makes. */
class OpenApiTest {

  private static final Path DOCUMENT = Path.of("src/main/resources/META-INF/openapi.json");

  @Test
  void document_isTheOneOfTheCode() throws IOException {
    String built = text();
    if (Boolean.getBoolean("tasker.openapi.write")) {
      Files.writeString(DOCUMENT, built);
    }
    assertThat(Files.readString(DOCUMENT))
        .as(
            "run ./mvnw test -Dtest=OpenApiTest -Dtasker.openapi.write=true and look at what"
                + " changed")
        .isEqualTo(built);
  }

  /** With line breaks, so that changes can be reviewed. */
  private static String text() {
    String json = dev.tasker.database.Json.text(ApiDocument.build());
    try (var reader = Json.createReader(new StringReader(json))) {
      var text = new StringWriter();
      var writers = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
      try (var writer = writers.createWriter(text)) {
        writer.write(reader.readValue());
      }
      return text.toString().strip() + "\n";
    }
  }
}
