package io.mapache.training.head;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Recipe;
import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.augment.Augmenter;
import io.mapache.training.epochs.BatchesAhead.Preparation;
import io.mapache.training.epochs.BatchesAhead.Work;
import io.mapache.training.images.ImageBatches;
import io.mapache.training.images.Pictures;
import io.mapache.training.images.Transform;
import io.mapache.training.process.Cancellation;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Features that are computed anew in each epoch, of freshly augmented images, as the Keras guide
 * does: decoding and augmenting one batch ahead, then one forward pass of the base. Nothing is
 * stored; a batch is all that is in memory. For one caller at a time; owns its session until
 * closed.
 */
public final class FreshFeatures implements EpochFeatures, AutoCloseable {

  private final List<Sample> samples;
  private final Recipe recipe;
  private final BaseSession session;
  private final ImageBatches batches;
  private final Cancellation cancellation;
  private Transform augmentation = Transform.NONE;
  private long computed;

  /**
   * @param base file of the graph
   * @param threads of ONNX Runtime
   */
  public FreshFeatures(
      Path base,
      Pictures pictures,
      List<Sample> samples,
      Recipe recipe,
      int threads,
      Cancellation cancellation) {
    this.cancellation = cancellation;
    this.samples = samples;
    this.recipe = recipe;
    this.session = BaseSession.loadForBatches(base, threads);
    this.batches =
        new ImageBatches(
            pictures,
            recipe.imageSize(),
            recipe.batchSize(),
            threads,
            (image, pixels, size) -> augmentation.apply(image, pixels, size),
            cancellation);
  }

  @Override
  public int count() {
    return samples.size();
  }

  @Override
  public int width() {
    return Head.FEATURES;
  }

  /** Forward passes of one image so far. */
  public long computed() {
    return computed;
  }

  @Override
  public void forEach(int epoch, int[] order, int batchSize, Preparation preparation, Work work)
      throws IOException {
    augmentation = Augmenter.ofEpoch(recipe.augment(), recipe.seed(), epoch);
    List<Sample> ordered = Arrays.stream(order).mapToObj(samples::get).toList();
    List<Digest> images = Snapshot.images(ordered);
    int[] labels = Snapshot.labels(ordered);
    FloatBuffer features = session.buffer(Names.FEATURES, batchSize);
    float[] rows = new float[batchSize * width()];
    batches.forEach(
        images,
        (first, n, pixels) -> {
          session.features(pixels, n, features, cancellation::check);
          computed += n;
          features.get(0, rows, 0, n * width());
          preparation.on(rows, first, n);
          work.on(rows, Arrays.copyOfRange(labels, first, first + n), n);
        });
  }

  @Override
  public void close() {
    try (session) {
      batches.close();
    }
  }
}
