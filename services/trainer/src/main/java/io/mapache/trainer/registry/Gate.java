package io.mapache.trainer.registry;

import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Evaluation;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a candidate replaces the champion. A pure function of numbers that the training
 * job measured on held-out images.
 */
public final class Gate {

  /** Below it, being worse is not put down to chance. */
  private static final double SIGNIFICANT = 0.05;

  /** How far a class' recall may fall, and from how many images on that counts. */
  private static final double RECALL_DROP = 0.10;

  private static final int RECALL_SUPPORT = 20;

  /** 0.9 - 0.8 is not above 0.1. */
  private static final double ROUNDING = 1e-9;

  private Gate() {}

  /**
   * Compares what can be compared.
   *
   * @param test the candidate on the test split of its snapshot
   * @param comparison with the champion, on the same images; empty if there is no champion
   */
  public static Decision decide(Evaluation test, Optional<Comparison> comparison) {
    if (test.images() == 0) {
      return new Decision.Reject(
          "the test split is empty: nothing shows what the candidate can do");
    }
    if (!(test.accuracy() >= test.majority())) {
      return new Decision.Reject(
          say(
              "accuracy %.4f on %d test images is below %.4f, which always answering the most frequent class reaches",
              test.accuracy(), test.images(), test.majority()));
    }
    return comparison
        .map(Gate::compare)
        .orElseGet(
            () ->
                new Decision.Promote(
                    say(
                        "first version: accuracy %.4f on %d test images, above the majority class' %.4f",
                        test.accuracy(), test.images(), test.majority())));
  }

  private static Decision compare(Comparison both) {
    if (both.images() == 0 && both.newImages() == 0) {
      return new Decision.Reject("no test image on which candidate and champion can be compared");
    }
    String numbers = numbers(both);
    if (both.championOnly() > both.candidateOnly() && both.pValue() < SIGNIFICANT) {
      return new Decision.Reject("significantly worse: " + numbers);
    }
    Optional<Comparison.Recall> fallen = both.perClass().stream().filter(Gate::falls).findFirst();
    if (fallen.isPresent()) {
      Comparison.Recall recall = fallen.get();
      return new Decision.Reject(
          say(
              "recall of '%s' falls from %.4f to %.4f (%d images), by more than %.0f points: %s",
              recall.label(),
              recall.champion(),
              recall.candidate(),
              recall.support(),
              RECALL_DROP * 100,
              numbers));
    }
    if (candidateRight(both) >= championRight(both)
        || both.candidateLogLoss() < both.championLogLoss()) {
      return new Decision.Promote("at least as good: " + numbers);
    }
    return new Decision.Reject("not better: " + numbers);
  }

  private static String numbers(Comparison both) {
    String known =
        say(
            "accuracy %.4f against the champion's %.4f, log loss %.4f against %.4f, on %d test images; right alone: %d against %d, exact McNemar p = %.4f",
            both.candidateAccuracy(),
            both.championAccuracy(),
            both.candidateLogLoss(),
            both.championLogLoss(),
            both.images(),
            both.candidateOnly(),
            both.championOnly(),
            both.pValue());
    return both.newImages() == 0
        ? known
        : known
            + say(
                "; and %.4f on %d test images of classes that the champion does not know",
                both.newAccuracy(), both.newImages());
  }

  /** Right answers to all images, those of new classes among them. */
  private static double candidateRight(Comparison both) {
    return both.candidateAccuracy() * both.images() + both.newAccuracy() * both.newImages();
  }

  /** It answers no image of a new class rightly. */
  private static double championRight(Comparison both) {
    return both.championAccuracy() * both.images();
  }

  private static boolean falls(Comparison.Recall recall) {
    return recall.support() >= RECALL_SUPPORT
        && recall.champion() - recall.candidate() > RECALL_DROP + ROUNDING;
  }

  private static String say(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
