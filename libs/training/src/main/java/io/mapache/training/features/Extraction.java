package io.mapache.training.features;

import io.mapache.contracts.Digest;
import io.mapache.models.Head;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.images.ImageBatches;
import io.mapache.training.images.Pictures;
import io.mapache.training.images.Transform;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.Phase;
import io.mapache.training.rows.Rows;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Features of images by one base, each computed once: from the store where they are, else through
 * ONNX Runtime and into it. Since the served base is the same file, training and serving see the
 * same features.
 */
public final class Extraction {

  /**
   * Lanes wait for each other, and for the disk, once a batch; each is lost work when cancelled.
   */
  private static final int BATCH = 64;

  private final Pictures pictures;
  private final FeatureFolders folders;
  private final int threads;
  private final AtomicLong computed = new AtomicLong();
  private final BaseSessions sessions;

  /**
   * @param folders of all feature stores, shared by all trainings of the machine
   * @param threads of ONNX Runtime
   */
  public Extraction(Pictures pictures, FeatureFolders folders, int threads, BaseSessions sessions) {
    this.pictures = pictures;
    this.folders = folders;
    this.threads = threads;
    this.sessions = sessions;
  }

  /**
   * The features of some images, computed if need be.
   *
   * @param base file of the graph
   * @param digest of that file: what the features are stored under
   * @param phase how progress calls this
   * @return one row an image, in their order
   */
  public Rows features(
      Path base, Digest digest, List<Digest> images, Phase.Course course, String phase)
      throws IOException {
    return features(base, digest, Variant.PLAIN, images, course, phase);
  }

  /** The same of changed images. */
  public Rows features(
      Path base,
      Digest digest,
      Variant variant,
      List<Digest> images,
      Phase.Course course,
      String phase)
      throws IOException {
    try (FeatureFolders.Use use = folders.use(digest, variant);
        FeatureStore store = FeatureStore.open(use.folder(), Head.FEATURES)) {
      List<Digest> missing = store.missing(images);
      if (!missing.isEmpty()) {
        folders.makeRoom(missing.size() * store.bytesPerImage());
        BaseSession session = sessions.of(new BaseFile(base, digest), threads);
        Phase progress = course.images(phase, images.size());
        progress.skip(images.size() - missing.size());
        compute(session, variant.transform(), missing, store, progress, course.cancellation());
      }
      return store.rows(images);
    }
  }

  /** Images that went through a base since this was made; the others were in the store. */
  public long computed() {
    return computed.get();
  }

  private void compute(
      BaseSession session,
      Transform transform,
      List<Digest> images,
      FeatureStore store,
      Phase progress,
      Cancellation cancellation)
      throws IOException {
    try (ImageBatches batches =
        new ImageBatches(
            pictures, session.imageSize(), BATCH, Math.min(2, threads), transform, cancellation)) {
      FloatBuffer features = session.buffer(Names.FEATURES, BATCH);
      batches.forEach(
          images,
          (first, n, pixels) -> {
            session.features(pixels, n, features, cancellation::check);
            store.add(images.subList(first, first + n), features);
            computed.addAndGet(n);
            progress.advance(n);
          });
    }
  }
}
