package dev.tasker.http;

import java.time.Duration;

/**
 * How the built-in HTTP handler calls, where a step does not say.
 *
 * @param timeout how long a call may take, from its start to the last byte of the answer
 * @param connectTimeout how long it may take to connect
 * @param maxResponseSize how many bytes the body of an answer may have
 * @param userAgent what it calls itself
 */
record HttpSettings(
    Duration timeout, Duration connectTimeout, int maxResponseSize, String userAgent) {

  HttpSettings {
    requireAboveZero("tasker.http.timeout", timeout.toMillis());
    requireAboveZero("tasker.http.connect-timeout", connectTimeout.toMillis());
    requireAboveZero("tasker.http.max-response-size", maxResponseSize);
  }

  private static void requireAboveZero(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(key + " must be above zero.");
    }
  }
}
