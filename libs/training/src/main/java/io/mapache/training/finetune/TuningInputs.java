package io.mapache.training.finetune;

import io.mapache.contracts.Digest;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.images.ImageBatches;
import io.mapache.training.images.Pictures;
import io.mapache.training.images.Transform;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Phase;
import io.mapache.training.process.WorkFolder;
import io.mapache.training.rows.RowFile;
import io.mapache.training.rows.Rows;
import io.mapache.xception.finetuning.FineTuneFrom;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.onnx.XceptionGraph;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What every epoch of a fine-tuning reads, computed once per image and kept in the work folder: the
 * map that enters the first training block, through ONNX Runtime; or the resized image, if
 * everything trains.
 */
final class TuningInputs {

  /** So that checkpoints (up to 240 MB each) and bundles still fit. */
  private static final long LEFT_FREE = 2L << 30;

  private static final int BATCH = 32;
  private static final String FILE = FineTunePhase.FOLDER + "/inputs.f32";
  private static final String GRAPH = FineTunePhase.FOLDER + "/prefix.onnx";

  private final WorkFolder work;
  private final Pictures pictures;
  private final BaseWeights weights;
  private final FineTuneFrom from;
  private final int imageSize;
  private final int threads;

  TuningInputs(
      WorkFolder work,
      Pictures pictures,
      BaseWeights weights,
      FineTuneFrom from,
      int imageSize,
      int threads) {
    this.work = work;
    this.pictures = pictures;
    this.weights = weights;
    this.from = from;
    this.imageSize = imageSize;
    this.threads = threads;
  }

  /** Images that are all changed in the same way. */
  record Part(List<Digest> images, Transform transform) {}

  /**
   * Computes the inputs of all parts, or finds them computed.
   *
   * @return {@code [images of all parts, width]} in their order, memory-mapped
   * @throws JobEnd as lack of resources if the disk cannot take them
   */
  Rows of(List<Part> parts, Phase.Course course) throws IOException {
    int total = parts.stream().mapToInt(part -> part.images().size()).sum();
    Files.createDirectories(work.file(FineTunePhase.FOLDER));
    try (RowFile file = RowFile.open(work.file(FILE), width())) {
      int done = Math.min(file.count(), total);
      if (done < total) {
        requireSpace(total - done, work.freeBytes());
        Phase progress = course.images("prefix", total);
        progress.skip(done);
        compute(file, parts, done, progress, course.cancellation());
      }
      return file.map(total);
    }
  }

  private int width() {
    Architecture architecture = weights.architecture();
    int side = architecture.inputSide(from.block(), imageSize);
    return side * side * architecture.inputChannels(from.block());
  }

  /**
   * Refuses before the first byte, not in the middle of the night.
   *
   * @param missing images to compute
   * @param free bytes of the disk
   */
  void requireSpace(int missing, long free) {
    long each = (long) width() * Float.BYTES;
    if (missing * each > free - LEFT_FREE) {
      throw JobEnd.resources(
          "fine-tuning from %s keeps %.2f MB for each of %d images, augmented copies included, in %s: %.1f GB and 2 GB for checkpoints are needed, %.1f GB are free. Make room, lower augment.variants, or set fineTune.from to none."
              .formatted(from, each / 1e6, missing, work.path(), missing * each / 1e9, free / 1e9));
    }
  }

  private void compute(
      RowFile file, List<Part> parts, int done, Phase progress, Cancellation cancellation)
      throws IOException {
    if (from.readsImages()) {
      goOver(parts, done, cancellation, (at, n, pixels) -> keep(file, at, pixels, n, progress));
      return;
    }
    Path graph = work.file(GRAPH);
    XceptionGraph.writePrefix(weights, imageSize, from.block(), graph);
    try (BaseSession prefix = BaseSession.loadForBatches(graph, threads)) {
      FloatBuffer maps = prefix.buffer(Names.ACTIVATION, BATCH);
      goOver(
          parts,
          done,
          cancellation,
          (at, n, pixels) -> {
            prefix.activation(pixels, n, maps, cancellation::check);
            keep(file, at, maps, n, progress);
          });
    }
    work.delete(GRAPH);
  }

  /** Pixels of all images behind those that are done; places count over all parts. */
  private void goOver(List<Part> parts, int done, Cancellation cancellation, ImageBatches.Work work)
      throws IOException {
    int start = 0;
    for (Part part : parts) {
      int skipped = Math.min(part.images().size(), Math.max(0, done - start));
      int first = start + skipped;
      List<Digest> left = part.images().subList(skipped, part.images().size());
      try (ImageBatches batches =
          new ImageBatches(pictures, imageSize, BATCH, threads, part.transform(), cancellation)) {
        batches.forEach(left, (at, n, pixels) -> work.on(first + at, n, pixels));
      }
      start += part.images().size();
    }
  }

  /** Forced batch by batch: after a power failure whole rows are whole. */
  private static void keep(RowFile file, int at, FloatBuffer rows, int n, Phase progress)
      throws IOException {
    file.write(at, rows, n);
    file.force();
    progress.advance(n);
  }
}
