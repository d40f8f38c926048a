package io.mapache.trainer.registry;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A share of what was counted. The interval is Wilson's, 95 %.
 *
 * @param hits 0 to {@code of}
 */
public record Share(long hits, long of) {

  private static final double ERROR = 0.05;

  /** The library counts in ints; what is beyond is scaled, which changes no digit that is shown. */
  private static final long MOST = 1_000_000_000;

  private static final BinomialTest GREATER =
      BinomialTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);

  public Share {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException(
          "share: %d of %d (expected: 0 to the second)".formatted(hits, of));
    }
  }

  /** 0 for nothing. */
  public double value() {
    return of == 0 ? 0 : (double) hits / of;
  }

  /** Lower end of the interval; 0 for nothing. */
  public double low() {
    return of == 0 ? 0 : interval()[0];
  }

  /** Upper end of the interval; 1 for nothing. */
  public double high() {
    return of == 0 ? 1 : interval()[1];
  }

  /** The library's ends of none and of all lie a rounding error outside of what is possible. */
  private double[] interval() {
    var interval =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(trials(), successes(), ERROR);
    return new double[] {
      Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound())
    };
  }

  /**
   * How likely so many hits, or more, are where each comes with this probability: the exact
   * binomial test, one-sided.
   */
  double likelihoodOfMore(double probability) {
    return GREATER.test(trials(), successes(), probability).getPValue();
  }

  private int trials() {
    return (int) Math.min(of, MOST);
  }

  private int successes() {
    return (int) (of <= MOST ? hits : Math.round((double) hits / of * MOST));
  }
}
