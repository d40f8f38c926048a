package io.mapache.contracts.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a candidate answers on one split.
 *
 * @param accuracyLow lower end of Wilson's 95 % interval
 * @param logLoss mean negative log of the probability given to the true class
 * @param macroF1 mean F1 of all classes
 * @param balancedAccuracy mean recall of the classes that have images
 * @param majority accuracy of always answering the most frequent class of the training split
 * @param rocAuc null unless there are two classes, both present
 * @param calibrationError expected calibration error, 15 bins, after the temperature
 * @param temperature what the logits are divided by, fitted on validation
 * @param perClass in the order of their names; empty in events of many classes, see {@link
 *     #summary}
 * @param confusion [true][answered], classes in the order of their names; empty for more than
 *     {@link #CONFUSION_CLASSES} classes, since an event has to stay small: the report has all
 */
public record Evaluation(
    int images,
    double accuracy,
    double accuracyLow,
    double accuracyHigh,
    double logLoss,
    double macroF1,
    double balancedAccuracy,
    double majority,
    @Nullable Double rocAuc,
    double calibrationError,
    double temperature,
    List<ClassScore> perClass,
    List<List<Integer>> confusion) {

  public static final int CONFUSION_CLASSES = 100;

  /**
   * The same for an event, which Kafka takes up to 1 MB: without {@code perClass} and {@code
   * confusion} of more than {@link #CONFUSION_CLASSES} classes. The bundle has all of it.
   */
  public Evaluation summary() {
    return perClass.size() <= CONFUSION_CLASSES
        ? this
        : new Evaluation(
            images,
            accuracy,
            accuracyLow,
            accuracyHigh,
            logLoss,
            macroF1,
            balancedAccuracy,
            majority,
            rocAuc,
            calibrationError,
            temperature,
            List.of(),
            List.of());
  }

  /** Precision, recall and F1 of one class; 0 where nothing was answered or nothing is there. */
  public record ClassScore(String label, int support, double precision, double recall, double f1) {}
}
