package dev.tasker.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that an event is from here and is fresh: HMAC-SHA256 over id, time and body,
 * as the Standard Webhooks specification has it, whose libraries can check it.
 */
final class WebhookSignature {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String KEY_PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * The header {@code webhook-signature}.
   *
   * @param secret {@code whsec_} and the key in base64, or any text
   */
  static String of(String secret, String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(secret), ALGORITHM));
      byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] key(String secret) {
    if (secret.startsWith(KEY_PREFIX)) {
      try {
        return Base64.getDecoder().decode(secret.substring(KEY_PREFIX.length()));
      } catch (IllegalArgumentException notBase64) {
        // Then the whole text is the key.
        return secret.getBytes(StandardCharsets.UTF_8);
      }
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }
}
