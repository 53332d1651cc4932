package dev.tasker.tool.unruly;

import java.util.Arrays;

/** How a call of a handler ends; the witness tells it by a status of HTTP. */
public enum Mood {
  /** It succeeds. */
  GOOD(200),
  /** It throws an exception that may pass. */
  THROWS(503),
  /** It fails for good. */
  FAILS_FOR_GOOD(400),
  /** It throws an error, as a defect would. */
  ERROR(460),
  /** It goes on for long after its time-out, deaf to interruption, and succeeds too late. */
  HANGS(461),
  /** It succeeds, slowly. */
  SLOW(462),
  /** It returns null. */
  NOTHING(463),
  /** It returns what is no JSON. */
  NONSENSE(464),
  /** It returns more than may be stored. */
  TOO_MUCH(465),
  /** It takes memory until there is none. */
  HOARDS(466);

  private final int status;

  Mood(int status) {
    this.status = status;
  }

  /** What the witness answers for it. */
  public int status() {
    return status;
  }

  static Mood of(int status) {
    return Arrays.stream(values()).filter(mood -> mood.status == status).findFirst().orElse(THROWS);
  }
}
