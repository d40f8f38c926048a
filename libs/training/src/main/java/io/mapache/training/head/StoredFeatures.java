package io.mapache.training.head;

import io.mapache.training.epochs.BatchesAhead;
import io.mapache.training.epochs.BatchesAhead.Preparation;
import io.mapache.training.epochs.BatchesAhead.Work;
import io.mapache.training.rows.Examples;
import java.io.IOException;
import java.util.function.IntFunction;

/**
 * Features that were computed before: the same in every epoch, or another variant of each image.
 *
 * @param ofEpoch examples of an epoch, the same images in the same places
 */
public record StoredFeatures(IntFunction<Examples> ofEpoch) implements EpochFeatures {

  public static StoredFeatures same(Examples examples) {
    return new StoredFeatures(epoch -> examples);
  }

  @Override
  public int count() {
    return ofEpoch.apply(1).count();
  }

  @Override
  public int width() {
    return ofEpoch.apply(1).rows().width();
  }

  @Override
  public void forEach(int epoch, int[] order, int batchSize, Preparation preparation, Work work)
      throws IOException {
    BatchesAhead.forEach(ofEpoch.apply(epoch), order, batchSize, preparation, work);
  }
}
