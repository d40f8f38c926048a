package io.mapache.inference.oip;

import io.mapache.inference.prediction.Prediction;
import org.jspecify.annotations.Nullable;

/** Counts what became of each image; on the thread that answers, so never blocks. */
public interface Tally {

  /**
   * @param prediction null if it failed by a fault of ours
   * @param nanos from the start of its request
   */
  void count(String model, @Nullable Prediction prediction, long nanos);
}
