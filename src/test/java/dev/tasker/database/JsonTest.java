package dev.tasker.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void members_keepTheOrderOfTheDocument() {
    assertThat(Json.object("{\"zeta\": 1, \"a\": {\"y\": [], \"b\": null}, \"m\": true}"))
        .containsExactly(
            Map.entry("zeta", 1L),
            Map.entry("a", mapOf("y", List.of(), "b", null)),
            Map.entry("m", true));
    assertThat(Json.text(Json.object("{\"zeta\":1,\"a\":{\"y\":[],\"b\":null}}")))
        .isEqualTo("{\"zeta\":1,\"a\":{\"y\":[],\"b\":null}}");
  }

  @Test
  void numbers_keepEachDigit() {
    assertThat((List<?>) Json.value("[0, -7, 9223372036854775807, 9223372036854775808, 1.5, 1e2]"))
        .isEqualTo(
            List.of(0L, -7L, Long.MAX_VALUE, new BigDecimal("9223372036854775808"), 1.5, 100.0));
    assertThat(Json.value("0.1")).isEqualTo(0.1);
    assertThat(Json.value("0.10000000000000000555"))
        .isEqualTo(new BigDecimal("0.10000000000000000555"));
    assertThat(Json.value("1e400")).isEqualTo(new BigDecimal("1e400"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":}",
        "{\"a\" 1}",
        "[1,]",
        "{\"a\":1,}",
        "nul",
        "01",
        "+1",
        "1.",
        ".5",
        "'a'",
        "\"a",
        "\"\t\"",
        "{}{}",
        "1 2",
        "{} x",
        "NaN",
        "{a:1}",
        "[1 2]",
        "// c\n1",
        "]",
        "1e99999999999"
      })
  void textThatIsNotJson_isRefused(String text) {
    assertThatThrownBy(() -> Json.value(text)).isInstanceOf(MalformedJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"{}\"", "1", "null"})
  void jsonThatIsNotAnObject_isRefusedAsOne(String text) {
    assertThatThrownBy(() -> Json.object(text))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("not an object");
  }

  @Test
  void memberNamedTwice_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> Json.object("{\"a\":1,\n \"b\":{\"c\":1, \"c\":1}}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("Line 2")
        .hasMessageContaining("\"c\" comes twice");
  }

  @Test
  void depth_isLimitedToTheLevel() {
    int max = Json.MAX_DEPTH;
    assertThat(Json.value("[".repeat(max) + "]".repeat(max))).isInstanceOf(List.class);
    assertThatThrownBy(() -> Json.value("[".repeat(max + 1) + "]".repeat(max + 1)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("deeper than 100 levels");
    assertThatThrownBy(() -> Json.value("{\"a\":".repeat(100_000)))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void numberOfAMillionDigits_isRefusedBeforeItIsComputed() {
    assertThatThrownBy(() -> Json.value("9".repeat(1_000_000)))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("characters");
  }

  @Test
  void map_thatRefersToItself_isRefused() {
    var map = new LinkedHashMap<String, Object>();
    map.put("self", map);
    assertThatThrownBy(() -> Json.text(map))
        .isInstanceOf(NotJsonException.class)
        .hasMessageContaining("deeper than 100 levels");
  }

  @Test
  void valuesThatAreNotJson_areAllNamedByPath() {
    var value = new LinkedHashMap<String, Object>();
    value.put("id", UUID.randomUUID());
    value.put("items", Arrays.asList(1, mapOf("price", Double.NaN), "a\u0000b"));
    value.put("half", "\uD83D");
    value.put("numbers", Map.of(1, "one"));
    value.put("big", new BigDecimal("1e5000"));

    assertThatThrownBy(() -> Json.text(value)).isInstanceOf(NotJsonException.class);
    assertThat(Json.faults(value))
        .extracting(Json.Fault::path)
        .containsExactly("id", "items[1].price", "items[2]", "half", "numbers", "big");
    assertThat(Json.faults(value))
        .extracting(Json.Fault::message)
        .noneMatch(message -> message.contains("java."));
  }

  @Test
  void faults_areLimitedInNumber() {
    assertThat(Json.faults(Map.of("list", Collections.nCopies(10_000, "\u0000")))).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource({"1e1000,false", "1e999,true", "1e-1000,true", "1e-1001,false", "1e2147483647,false"})
  void numbers_mayHaveAThousandDigits(BigDecimal number, boolean storable) {
    assertThat(Json.faults(Map.of("n", number)).isEmpty()).isEqualTo(storable);
  }

  @Test
  void everyNumberAndTextOfTheJdk_isWritten() {
    var value = new LinkedHashMap<String, Object>();
    value.put("int", 1);
    value.put("short", (short) 2);
    value.put("float", 0.1f);
    value.put("big", BigInteger.TEN.pow(30));
    value.put("text", new StringBuilder("\"\\\n\r\t\u0001é😀"));
    assertThat(Json.text(value))
        .isEqualTo(
            "{\"int\":1,\"short\":2,\"float\":0.1,\"big\":1000000000000000000000000000000,"
                + "\"text\":\"\\\"\\\\\\n\\r\\t\\u0001é😀\"}");
  }

  @Test
  void whatWasRead_cannotBeChanged() {
    Map<String, Object> read = Json.object("{\"a\":[1]}");
    assertThatThrownBy(() -> read.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    @SuppressWarnings("unchecked")
    var list = (List<Object>) read.get("a");
    assertThatThrownBy(() -> list.add(1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Property(tries = 300)
  void anyValue_isReadAsItWasWritten(@ForAll("values") Object value) {
    Map<String, Object> document = mapOf("value", value);
    assertThat(Json.object(Json.text(document))).isEqualTo(document);
  }

  @Provide
  Arbitrary<Object> values() {
    return values(3);
  }

  private static Arbitrary<Object> values(int levels) {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars("abc\"\\/\n\t é€")
            .withCharRange('\u0001', '\u001f')
            .ofMaxLength(8);
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.longs().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.doubles().asGeneric(),
            texts.asGeneric());
    if (levels == 0) {
      return scalars.injectNull(0.05);
    }
    Arbitrary<Object> inner = values(levels - 1);
    return Arbitraries.oneOf(
        scalars,
        inner.list().ofMaxSize(4).asGeneric(),
        Arbitraries.maps(texts, inner).ofMaxSize(4).asGeneric());
  }

  private static Map<String, Object> mapOf(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
