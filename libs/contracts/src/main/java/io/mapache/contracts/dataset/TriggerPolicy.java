package io.mapache.contracts.dataset;

/**
 * When a dataset is trained without being asked: for the first time when every class has {@code
 * minPerClass} labels, later after {@code minNew} new ones, never within {@code cooldownSeconds} of
 * the last training's end.
 *
 * @param enabled false: only {@code POST /v1/trainings} starts one
 * @param minNew 0 for the default, the greater of 50 and 5 % of the labels at the last training
 */
public record TriggerPolicy(boolean enabled, int minPerClass, int minNew, long cooldownSeconds) {

  public static final TriggerPolicy DEFAULT = new TriggerPolicy(true, 20, 0, 60);

  private static final int LEAST_NEW = 50;

  public TriggerPolicy {
    if (minPerClass < 1 || minNew < 0 || cooldownSeconds < 0) {
      throw new IllegalArgumentException(
          "trigger: minPerClass %d, minNew %d, cooldownSeconds %d (expected: at least 1, 0 and 0)"
              .formatted(minPerClass, minNew, cooldownSeconds));
    }
  }

  /** New labels that start the next training, after one that knew {@code labels}. */
  public int newLabelsAfter(int labels) {
    return minNew > 0 ? minNew : Math.max(LEAST_NEW, (int) Math.ceil(labels * 0.05));
  }
}
