package io.mapache.training.epochs;

import io.mapache.contracts.training.Recipe.EarlyStoppingRecipe;
import java.util.List;

/**
 * Which epoch is kept, and when to stop, as Keras' {@code EarlyStopping} decides by the validation
 * loss. Not thread-safe.
 *
 * <p>Strictly lower is better, so a tie keeps the earlier epoch. The first epoch is the best until
 * another is, even if its loss is NaN: then nothing improves on it any more.
 */
public final class EarlyStopping {

  private final int patience;
  private final double minDelta;
  private final boolean restoreBest;
  private int epochs;
  private int bestEpoch;
  private double best;
  private int wait;

  /**
   * @param patience epochs without improvement after which to stop; 0 is like 1
   * @param minDelta how much lower a loss has to be to count
   */
  EarlyStopping(int patience, double minDelta, boolean restoreBest) {
    this.patience = patience;
    this.minDelta = minDelta;
    this.restoreBest = restoreBest;
  }

  /**
   * As a recipe asks for it, behind the epochs that are done.
   *
   * @param recipe a patience of 0 means to run all epochs
   */
  public static EarlyStopping after(EarlyStoppingRecipe recipe, List<EpochScore> history) {
    int patience = recipe.patience() == 0 ? Integer.MAX_VALUE : recipe.patience();
    EarlyStopping stopping = new EarlyStopping(patience, recipe.minDelta(), recipe.restoreBest());
    history.forEach(epoch -> stopping.keeps(epoch.valLoss()));
    return stopping;
  }

  /**
   * Takes the loss of the next epoch.
   *
   * @return true if, as it looks now, this epoch is the one to keep
   */
  public boolean keeps(double validationLoss) {
    epochs++;
    if (epochs == 1 || validationLoss + minDelta < best) {
      best = validationLoss;
      bestEpoch = epochs;
      wait = 0;
      return true;
    }
    wait++;
    return !restoreBest;
  }

  /** True once patience has run out. Never after the first epoch alone. */
  public boolean stops() {
    return epochs > 1 && wait >= patience;
  }

  /** The best epoch, or the last one if that is asked for; from 1, 0 before the first. */
  public int keptEpoch() {
    return restoreBest ? bestEpoch : epochs;
  }
}
