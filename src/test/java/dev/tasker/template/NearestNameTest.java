package dev.tasker.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> KNOWN =
      List.of(
          "fetch_cart",
          "fetch_products",
          "pay",
          "Charge",
          "depends_on_step",
          "depends_on_steps",
          "a",
          "b");

  @ParameterizedTest
  @CsvSource({
    "fetch_crat, fetch_cart",
    "fetchcart, fetch_cart",
    "FETCH_CART, fetch_cart",
    "pya, pay",
    "charge, Charge",
    "depend_on_step, depends_on_step",
    "depends_on_stepps, depends_on_steps"
  })
  void slip_isRecognised(String name, String meant) {
    assertThat(NearestName.of(name, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"refund", "c", "p", "fetch"})
  void anotherWord_isNot(String name) {
    assertThat(NearestName.of(name, KNOWN)).isEmpty();
  }

  @Property
  void oneEdit_isForgiven(
      @ForAll @AlphaChars @StringLength(min = 4, max = 30) String name,
      @ForAll int place,
      @ForAll char letter) {
    int at = Math.floorMod(place, name.length());
    String without = name.substring(0, at) + name.substring(at + 1);
    String other = name.substring(0, at) + letter + name.substring(at + 1);

    assertThat(NearestName.of(without, List.of(name))).contains(name);
    assertThat(NearestName.of(other, List.of(name))).contains(name);
  }
}
