package io.mapache.cli.training;

import io.mapache.contracts.training.JobProgress;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The few words before and beside a phase's bar. */
final class PhaseDetail {

  /** How a person would call the phases. */
  static final Map<String, String> TITLES =
      Map.of(
          "weights", "load the weights",
          "features", "compute features",
          "head", "train the head",
          "prefix", "compute the prefix",
          "export", "export to ONNX",
          "compare", "compare with champion");

  private PhaseDetail() {}

  static String of(JobProgress at) {
    StringJoiner words = new StringJoiner(", ");
    if (at.epoch() != null && at.epochs() != null) {
      words.add("epoch " + at.epoch() + " of " + at.epochs());
    }
    if (at.imagesPerSecond() != null && at.imagesPerSecond() > 0) {
      words.add(String.format(Locale.ROOT, "%.0f/s", at.imagesPerSecond()));
    }
    if (at.valLoss() != null) {
      words.add(String.format(Locale.ROOT, "validation loss %.4f", at.valLoss()));
    } else if (at.loss() != null) {
      words.add(String.format(Locale.ROOT, "loss %.4f", at.loss()));
    }
    return words.toString();
  }
}
