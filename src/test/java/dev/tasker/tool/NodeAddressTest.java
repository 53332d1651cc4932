package dev.tasker.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, http://127.0.0.1:8080/tasker",
    "http://127.0.0.1:8080/, http://127.0.0.1:8080/tasker",
    "https://example.com/tasker/, https://example.com/tasker",
    "https://example.com/team, https://example.com/team/tasker"
  })
  void address_endsAtTheRestInterface(URI given, URI base) {
    assertThat(NodeAddress.base(given)).isEqualTo(base);
  }

  @Test
  void otherScheme_isRefused() {
    assertThatThrownBy(() -> NodeAddress.base(URI.create("localhost:8080")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("http://127.0.0.1:8080");
  }
}
