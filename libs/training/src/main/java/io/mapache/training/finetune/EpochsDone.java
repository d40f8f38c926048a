package io.mapache.training.finetune;

import io.mapache.training.epochs.EarlyStopping;
import io.mapache.training.epochs.EpochScore;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a fine-tuning has come, as it is kept beside the checkpoints of its last and its best
 * epoch.
 *
 * @param history of the finished epochs
 * @param best the epoch with the lowest validation loss so far; 0 before the first
 * @param bestLogits answers to the validation images after that epoch, {@code [n, units]}
 */
@SuppressWarnings("ArrayRecordComponent") // written and read, never compared
record EpochsDone(List<EpochScore> history, int best, float[] bestLogits) {

  static final EpochsDone NONE = new EpochsDone(List.of(), 0, new float[0]);

  int count() {
    return history.size();
  }

  EpochsDone and(EpochScore score, float[] validationLogits) {
    List<EpochScore> longer = new ArrayList<>(history);
    longer.add(score);
    EarlyStopping choice = EarlyStopping.never();
    longer.forEach(epoch -> choice.improved(epoch.valLoss()));
    boolean better = choice.bestEpoch() == longer.size();
    return new EpochsDone(
        List.copyOf(longer), choice.bestEpoch(), better ? validationLogits : bestLogits);
  }
}
