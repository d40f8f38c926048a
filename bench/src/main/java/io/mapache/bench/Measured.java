package io.mapache.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one measuring process says in the last line of its output; what it did not measure is null.
 *
 * @param rates images per second, run by run
 * @param seconds by stage, in order
 * @param images that the stages were about
 * @param accuracy on the validation images
 * @param peakBytes most resident memory of the process
 * @param versions of what was measured
 */
record Measured(
    List<Double> rates,
    Map<String, Double> seconds,
    int images,
    double accuracy,
    long peakBytes,
    String versions) {

  static Measured ofRates(List<Double> rates, long peakBytes) {
    return new Measured(rates, null, 0, 0, peakBytes, null);
  }

  double totalSeconds() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double medianRate() {
    return median(rates);
  }

  double peakGibibytes() {
    return peakBytes / (double) (1 << 30);
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  static <T> double median(List<T> of, ToDoubleFunction<T> number) {
    return median(of.stream().map(number::applyAsDouble).toList());
  }
}
