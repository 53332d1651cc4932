package dev.tasker.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Property
  void anyCursor_isReadAsItWasWritten(@ForAll long high, @ForAll long low) {
    var cursor = new Cursor(new UUID(high, low));
    assertThat(Cursor.of(cursor.text())).contains(cursor);
    assertThat(cursor.text()).matches("[\\w-]{22}");
  }

  @Property
  void anyOtherText_isNoCursor(@ForAll String text) {
    Cursor.of(text).ifPresent(cursor -> assertThat(text.replace("=", "")).isEqualTo(cursor.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "AAAAAAAAAAAAAAAAAAAAAAA", "0197c2a0-5b7e-7cc3-9a41-8f6d2a300000"})
  void textThatIsTooShortOrTooLong_isNoCursor(String text) {
    assertThat(Cursor.of(text)).isEmpty();
  }
}
