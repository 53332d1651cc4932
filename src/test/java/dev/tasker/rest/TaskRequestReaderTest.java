package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tasker.api.task.TaskRefusedException;
import dev.tasker.api.task.TaskRequest;
import dev.tasker.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRequestReaderTest {

  private static final String REQUIRED =
      "\"name\":\"checkout\",\"context\":{\"b\":1,\"a\":[]},\"initiator\":\"ann\","
          + "\"reason\":\"an order\",\"source_system\":\"web\"";

  @Test
  void whatIsLeftOut_hasItsDefault() {
    TaskRequest request = read("{" + REQUIRED + ",\"version\":null}");

    assertThat(request.namespace()).isEqualTo("default");
    assertThat(request.name()).isEqualTo("checkout");
    assertThat(request.version()).isEmpty();
    assertThat(request.context().keySet()).containsExactly("b", "a");
    assertThat(request.tags()).isEmpty();
    assertThat(request.priority()).isZero();
    assertThat(request.bypassSteps()).isEmpty();
    assertThat(request.runAt()).isEmpty();
    assertThat(request.correlationId()).contains("corr-1");
    assertThat(request.idempotencyKey()).contains("key-1");
  }

  @Test
  void everyMember_isRead() {
    TaskRequest request =
        read(
            "{"
                + REQUIRED
                + ",\"namespace\":\"shop\",\"version\":\"1.2.0\",\"tags\":[\"a b\",\"c\"],"
                + "\"priority\":-5,\"bypass_steps\":[\"mail\"],"
                + "\"run_at\":\"2026-07-01T12:00:00.5+02:00\"}");

    assertThat(request.namespace()).isEqualTo("shop");
    assertThat(request.version()).contains("1.2.0");
    assertThat(request.tags()).containsExactly("a b", "c");
    assertThat(request.priority()).isEqualTo(-5);
    assertThat(request.bypassSteps()).containsExactly("mail");
    assertThat(request.runAt()).contains(Instant.parse("2026-07-01T10:00:00.5Z"));
  }

  @Test
  void allThatIsWrong_isToldAtOnce() {
    assertThat(
            problems(
                "{\"nam\":\"x\",\"context\":[],\"initiator\":7,\"reason\":\" \","
                    + "\"tags\":[\"a\",null,\"\"],\"priority\":1.5,\"bypass_steps\":\"mail\","
                    + "\"run_at\":\"tomorrow\",\"namespace\":true}"))
        .containsExactlyInAnyOrder(
            "name: is required",
            "source_system: is required",
            "nam: is not known; did you mean \"name\"?",
            "context: must be an object, not a list",
            "initiator: must be a text, not 7",
            "namespace: must be a text, not true",
            "reason: must have 1 to 10000 characters, and not only blanks",
            "tags[1]: must be a text, not null",
            "tags[2]: must have 1 to 10000 characters, and not only blanks",
            "priority: must be a whole number, not 1.5",
            "bypass_steps: must be a list of texts, not a text",
            "run_at: must be a time like 2026-01-31T12:00:00Z, from the year 1970 to the year"
                + " 9999");
  }

  @Test
  void whatTheDatabaseCannotStore_isRefusedByPath() {
    assertThat(
            problems(
                "{"
                    + REQUIRED.replace("an order", "an\\u0000order")
                    + ",\"tags\":[\"\\ud800\"],\"namespace\":\"x\"}"))
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).startsWith("reason: the character U+0000"))
        .anySatisfy(problem -> assertThat(problem).startsWith("tags[0]: the text is not well"));
    assertThat(problems("{" + REQUIRED.replace("[]", "[1e5000]") + "}"))
        .containsExactly("context.a[0]: the number has more than 1000 digits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2026-07-01T12:00:00\"",
        "\"2026-07-01\"",
        "\"1969-12-31T23:59:59Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"+999999999-12-31T23:59:59.999999999-18:00\"",
        "1782900000"
      })
  void timeThatCannotBeMeant_isRefused(String time) {
    assertThat(problems("{" + REQUIRED + ",\"run_at\":" + time + "}"))
        .singleElement()
        .asString()
        .startsWith("run_at: must be a time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "2147483648", "\"1\"", "1e3"})
  void numberThatIsNone_isRefused(String number) {
    assertThat(problems("{" + REQUIRED + ",\"priority\":" + number + "}"))
        .singleElement()
        .asString()
        .startsWith("priority: must be a whole number");
  }

  private static TaskRequest read(String body) {
    return TaskRequestReader.read(Json.object(body), "corr-1", Optional.of("key-1"));
  }

  private static List<String> problems(String body) {
    Map<String, Object> read = Json.object(body);
    return catchThrowableOfType(
            TaskRefusedException.class,
            () -> TaskRequestReader.read(read, "corr-1", Optional.empty()))
        .problems()
        .stream()
        .map(Object::toString)
        .toList();
  }
}
