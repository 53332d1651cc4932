package dev.tasker.analytics;

import java.time.Duration;

/** How far back figures look. */
public enum Period {
  /** The last hour. */
  HOUR("1h", Duration.ofHours(1)),
  /** The last four hours. */
  FOUR_HOURS("4h", Duration.ofHours(4)),
  /** The last day. */
  DAY("24h", Duration.ofHours(24));

  private final String word;
  private final Duration length;

  Period(String word, Duration length) {
    this.word = word;
    this.length = length;
  }

  /** How clients write it. */
  public String word() {
    return word;
  }

  /** How long it is. */
  Duration length() {
    return length;
  }
}
