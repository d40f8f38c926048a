package io.mapache.training.finetune;

import io.mapache.contracts.training.Recipe;
import io.mapache.training.epochs.EarlyStopping;
import io.mapache.training.epochs.EpochScore;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a fine-tuning has come, as it is kept beside the checkpoints of its last epoch and of the
 * one that would be kept now.
 *
 * @param history of the finished epochs
 * @param kept the epoch that would be kept now; 0 before the first
 * @param keptLogits answers to the validation images after that epoch, {@code [n, units]}
 */
@SuppressWarnings("ArrayRecordComponent") // written and read, never compared
record EpochsDone(List<EpochScore> history, int kept, float[] keptLogits) {

  static final EpochsDone NONE = new EpochsDone(List.of(), 0, new float[0]);

  int count() {
    return history.size();
  }

  /** Whether all epochs were run, or no more are worth running. */
  boolean finished(Recipe recipe) {
    return count() >= recipe.fineTune().epochs()
        || EarlyStopping.after(recipe.earlyStopping(), history).stops();
  }

  EpochsDone and(EpochScore score, float[] validationLogits, Recipe recipe) {
    EarlyStopping choice = EarlyStopping.after(recipe.earlyStopping(), history);
    boolean keeps = choice.keeps(score.valLoss());
    List<EpochScore> longer = new ArrayList<>(history);
    longer.add(score);
    return new EpochsDone(
        List.copyOf(longer), choice.keptEpoch(), keeps ? validationLogits : keptLogits);
  }
}
