package io.mapache.training.finetune;

import io.mapache.models.Head;
import io.mapache.training.epochs.EpochScore;
import io.mapache.xception.weights.BaseWeights;
import java.util.List;

/**
 * What a fine-tuning gives.
 *
 * @param base of the epoch that was kept
 * @param head of the same epoch
 * @param epoch the kept one, from 1
 * @param history of all epochs
 * @param validationLogits what libtorch answered to the validation images after that epoch, {@code
 *     [n, units]}: the exported graph has to answer the same
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Tuned(
    BaseWeights base, Head head, int epoch, List<EpochScore> history, float[] validationLogits) {

  /** The score of the kept epoch. */
  public EpochScore kept() {
    return history.get(epoch - 1);
  }
}
