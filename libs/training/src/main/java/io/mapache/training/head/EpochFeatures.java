package io.mapache.training.head;

import io.mapache.training.epochs.BatchesAhead.Preparation;
import io.mapache.training.epochs.BatchesAhead.Work;
import java.io.IOException;

/** The features of the training images as each epoch sees them. */
public interface EpochFeatures {

  /** Training images. */
  int count();

  /** Features of an image. */
  int width();

  /**
   * Goes over the images of an epoch, batch by batch; the last may be short.
   *
   * @param epoch from 1
   * @param order places of the images
   */
  void forEach(int epoch, int[] order, int batchSize, Preparation preparation, Work work)
      throws IOException;
}
