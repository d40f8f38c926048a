package io.mapache.trainer.registry;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a version on trial is worse than the one it is measured by, beyond chance. A pure
 * function of counts: exact binomial tests of the failed requests and of the wrong answers, each
 * from fifty on.
 *
 * <p>The other version's rate is itself a sample, so it is taken at the end of its Wilson interval
 * that is worst for that version: what is found is worse than even that.
 *
 * @param seen of the version on trial
 * @param measure of the version that it is measured by
 * @param tested the measure's accuracy on its test split, at its worst: instead of live answers
 *     where fewer than fifty of them are judged; empty without test images
 */
record Trial(Live seen, int measureVersion, Live measure, Optional<Double> tested) {

  static final double SIGNIFICANT = 0.01;
  static final int FEWEST = 50;

  /** Of the other version. */
  private record Bar(double rate, String words) {}

  static Trial of(Live seen, Version measure, Live measureLive) {
    var test = measure.candidate().test();
    Optional<Double> tested =
        test.images() == 0 ? Optional.empty() : Optional.of(test.accuracyLow());
    return new Trial(seen, measure.number(), measureLive, tested);
  }

  /** The sentence with the numbers, if the version is worse. */
  Optional<String> worse() {
    return worse("requests failed", seen.failures(), Optional.of(failureBar()))
        .or(() -> worse("judged answers are wrong", seen.wrong(), wrongBar()));
  }

  private static Optional<String> worse(String what, Share found, Optional<Bar> bar) {
    if (found.of() < FEWEST || bar.isEmpty()) {
      return Optional.empty();
    }
    double p = found.likelihoodOfMore(bar.get().rate());
    return p < SIGNIFICANT
        ? Optional.of(
            say(
                "%d of %d %s (%.2f %%), %s; exact binomial p = %.2g",
                found.hits(), found.of(), what, found.value() * 100, bar.get().words(), p))
        : Optional.empty();
  }

  private Bar failureBar() {
    return live(measure.failures());
  }

  private Optional<Bar> wrongBar() {
    if (measure.judged() >= FEWEST) {
      return Optional.of(live(measure.wrong()));
    }
    return tested.map(
        accuracy ->
            new Bar(
                1 - accuracy,
                say(
                    "of version %d at most %.2f %% of its test images",
                    measureVersion, (1 - accuracy) * 100)));
  }

  private Bar live(Share share) {
    return new Bar(
        share.high(),
        say(
            "of version %d %d of %d, at most %.2f %%",
            measureVersion, share.hits(), share.of(), share.high() * 100));
  }

  private static String say(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
