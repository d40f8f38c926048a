package io.mapache.cli.demo;

/**
 * A share of right answers. The interval is Wilson's, 95 %.
 *
 * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * JASA 22 (1927): centre (p + z²/2n) / (1 + z²/n), half width z / (1 + z²/n) · √(p(1−p)/n +
 * z²/4n²).
 */
record Accuracy(int right, int of) {

  private static final double Z = 1.959963984540054;

  double value() {
    return of == 0 ? 0 : (double) right / of;
  }

  double low() {
    return Math.max(0, centre() - halfWidth());
  }

  double high() {
    return Math.min(1, centre() + halfWidth());
  }

  private double centre() {
    return of == 0 ? 0.5 : (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double halfWidth() {
    if (of == 0) {
      return 0.5;
    }
    double p = value();
    return Z / (1 + Z * Z / of) * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of));
  }
}
