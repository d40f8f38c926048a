package io.mapache.contracts.dataset;

/**
 * When a dataset is trained without being asked: for the first time when every class has {@code
 * minPerClass} labels, later after {@code minNew} new ones or when {@code scheduleSeconds} have
 * passed, never within {@code cooldownSeconds} of the last training's end.
 *
 * @param enabled false: only {@code POST /v1/trainings} starts one
 * @param minNew 0 for the default, the greater of 50 and 5 % of the labels at the last training
 * @param scheduleSeconds from a training's end to the next one, whatever has come; 0: no schedule
 */
public record TriggerPolicy(
    boolean enabled, int minPerClass, int minNew, long cooldownSeconds, long scheduleSeconds) {

  public static final TriggerPolicy DEFAULT = new TriggerPolicy(true, 20, 0, 60, 0);

  private static final int LEAST_NEW = 50;

  public TriggerPolicy {
    require("minPerClass", minPerClass, 1);
    require("minNew", minNew, 0);
    require("cooldownSeconds", cooldownSeconds, 0);
    require("scheduleSeconds", scheduleSeconds, 0);
  }

  /** The same, but that nothing is trained unasked. */
  public TriggerPolicy off() {
    return new TriggerPolicy(false, minPerClass, minNew, cooldownSeconds, scheduleSeconds);
  }

  /** The same, with a cooldown of at most so long. */
  public TriggerPolicy cooledWithin(long seconds) {
    return new TriggerPolicy(
        enabled, minPerClass, minNew, Math.min(cooldownSeconds, seconds), scheduleSeconds);
  }

  /** New labels that start the next training, after one that knew {@code labels}. */
  public int newLabelsAfter(int labels) {
    return minNew > 0 ? minNew : Math.max(LEAST_NEW, (int) Math.ceil(labels * 0.05));
  }

  private static void require(String key, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "trigger: %s %d (expected: at least %d)".formatted(key, value, least));
    }
  }
}
