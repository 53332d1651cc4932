package dev.tasker.template;

/**
 * How large a template may be.
 *
 * @param maxFileSize in bytes, at least 1
 * @param maxSteps 1 to {@value #STEPS}
 */
public record TemplateLimits(int maxFileSize, int maxSteps) {

  /** The most steps that a task can have: the numbers of steps are 20 bits of their ids. */
  public static final int STEPS = 1_048_575;

  /** 4 MiB and 10,000 steps. */
  public static final TemplateLimits DEFAULT = new TemplateLimits(4 << 20, 10_000);

  /** Checks the ranges. */
  public TemplateLimits {
    if (maxFileSize < 1) {
      throw new IllegalArgumentException(
          "The largest size of a template file must be at least 1 byte, but is " + maxFileSize);
    }
    if (maxSteps < 1 || maxSteps > STEPS) {
      throw new IllegalArgumentException(
          "The most steps of a template must be 1 to " + STEPS + ", but are " + maxSteps);
    }
  }
}
