package io.mapache.trainer.trainings;

/** What became of the wish to cancel a training. */
public enum Cancelling {
  DONE,
  UNKNOWN,
  /** It had ended before. */
  TOO_LATE
}
