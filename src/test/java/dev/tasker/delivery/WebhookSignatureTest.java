package dev.tasker.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  @Test
  void knownExample_ofTheSpecification_hasItsSignature() {
    // The example that the Standard Webhooks specification and its libraries are tested with.
    assertThat(
            WebhookSignature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330L,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void plainKey_isTakenAsItIs() {
    assertThat(WebhookSignature.of("a plain key", "id", 1, "body")).startsWith("v1,");
    assertThat(WebhookSignature.of("whsec_not base64!", "id", 1, "body")).startsWith("v1,");
  }
}
