package io.mapache.training.features;

import io.mapache.contracts.Digest;
import io.mapache.xception.onnx.XceptionGraph;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * {@code base.onnx} of a base at an image size, written once per machine. Processes that race write
 * the same bytes. Any number of threads.
 */
public final class BaseFiles {

  private final Path folder;
  private final FileDigests digests;

  public BaseFiles(Path folder, FileDigests digests) {
    this.folder = folder;
    this.digests = digests;
  }

  /**
   * A base as a graph on the disk.
   *
   * @param digest of the file
   */
  public record BaseFile(Path path, Digest digest) {}

  /**
   * The file of a base that many trainings ask for.
   *
   * @param weights digest of the base's tensors
   * @param source of these tensors, asked only if the file is not there yet
   */
  public BaseFile of(String weights, Supplier<BaseWeights> source, int imageSize)
      throws IOException {
    Path file = folder.resolve("%s-%d.onnx".formatted(weights, imageSize));
    if (!Files.exists(file)) {
      XceptionGraph.write(source.get(), imageSize, file);
    }
    FeatureFolders.graphUsed(file);
    return new BaseFile(file, digests.of(file));
  }

  /** Writes the base to a file of the caller's: for one that no other training asks for. */
  public static BaseFile write(BaseWeights weights, int imageSize, Path file) throws IOException {
    XceptionGraph.write(weights, imageSize, file);
    return new BaseFile(file, FileDigests.compute(file));
  }
}
