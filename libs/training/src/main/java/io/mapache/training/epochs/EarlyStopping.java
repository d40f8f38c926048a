package io.mapache.training.epochs;

/**
 * Which epoch is kept, and when to stop, as Keras' {@code EarlyStopping} with {@code
 * restore_best_weights} decides by the validation loss. Not thread-safe.
 *
 * <p>Strictly lower is better, so a tie keeps the earlier epoch. The first epoch is the best until
 * another is, even if its loss is NaN: then nothing improves on it any more.
 */
public final class EarlyStopping {

  private final int patience;
  private final double minDelta;
  private int epochs;
  private int bestEpoch;
  private double best;
  private int wait;

  /**
   * @param patience epochs without improvement after which to stop; 0 is like 1
   * @param minDelta how much lower a loss has to be to count
   */
  public EarlyStopping(int patience, double minDelta) {
    this.patience = patience;
    this.minDelta = minDelta;
  }

  /** Keeps the best epoch and runs them all. */
  public static EarlyStopping never() {
    return new EarlyStopping(Integer.MAX_VALUE, 0);
  }

  /**
   * Takes the loss of the next epoch.
   *
   * @return true if this epoch is the best so far: its weights are to be kept
   */
  public boolean improved(double validationLoss) {
    epochs++;
    if (epochs == 1 || validationLoss + minDelta < best) {
      best = validationLoss;
      bestEpoch = epochs;
      wait = 0;
      return true;
    }
    wait++;
    return false;
  }

  /** True once patience has run out. Never after the first epoch alone. */
  public boolean stops() {
    return epochs > 1 && wait >= patience;
  }

  /** The epoch to keep, from 1; 0 before the first. */
  public int bestEpoch() {
    return bestEpoch;
  }
}
