package io.mapache.training.head;

import io.mapache.models.Head;
import io.mapache.training.epochs.EpochScore;
import java.util.List;

/**
 * What the frozen phase gives.
 *
 * @param head of the epoch that was kept
 * @param epoch the kept one, from 1
 * @param history of all epochs
 */
public record TrainedHead(Head head, int epoch, List<EpochScore> history) {

  /** The score of the kept epoch. */
  public EpochScore kept() {
    return history.get(epoch - 1);
  }
}
