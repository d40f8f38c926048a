package io.mapache.training.evaluation;

/**
 * The number by which logits are divided so that probabilities mean what they say: the one with the
 * lowest mean log loss on the validation images. Answers do not change by it. Source: Guo et al.,
 * "On calibration of modern neural networks", 2017.
 */
public final class Temperature {

  /** Separable validation images would want 0, wholly wrong ones infinity. */
  private static final double MIN = 0.05;

  private static final double MAX = 20;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final double PRECISION = 1e-6;

  private Temperature() {}

  /** Golden-section search: the loss is convex in 1/T, so it has one minimum in log T, too. */
  public static double fit(Answers validation) {
    if (validation.count() == 0) {
      return 1;
    }
    double low = Math.log(MIN);
    double high = Math.log(MAX);
    double a = high - GOLDEN * (high - low);
    double b = low + GOLDEN * (high - low);
    double lossA = loss(validation, a);
    double lossB = loss(validation, b);
    while (high - low > PRECISION) {
      if (lossA <= lossB) {
        high = b;
        b = a;
        lossB = lossA;
        a = high - GOLDEN * (high - low);
        lossA = loss(validation, a);
      } else {
        low = a;
        a = b;
        lossA = lossB;
        b = low + GOLDEN * (high - low);
        lossB = loss(validation, b);
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(Answers validation, double logTemperature) {
    return validation.cooled(Math.exp(logTemperature)).meanLoss();
  }
}
