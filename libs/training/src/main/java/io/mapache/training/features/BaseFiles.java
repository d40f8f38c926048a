package io.mapache.training.features;

import io.mapache.contracts.Digest;
import io.mapache.xception.onnx.XceptionGraph;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * {@code base.onnx} of a base at an image size, written once per machine. Processes that race write
 * the same bytes. Any number of threads.
 */
public final class BaseFiles {

  private final Path folder;

  public BaseFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * A base as a graph on the disk.
   *
   * @param digest of the file
   */
  public record BaseFile(Path path, Digest digest) {}

  /** The file of a base that many trainings ask for. */
  public BaseFile of(BaseWeights weights, int imageSize) throws IOException {
    Path file = folder.resolve("%s-%d.onnx".formatted(weights.digest(), imageSize));
    if (!Files.exists(file)) {
      XceptionGraph.write(weights, imageSize, file);
    }
    return new BaseFile(file, digest(file));
  }

  /** Writes the base to a file of the caller's: for one that no other training asks for. */
  public static BaseFile write(BaseWeights weights, int imageSize, Path file) throws IOException {
    XceptionGraph.write(weights, imageSize, file);
    return new BaseFile(file, digest(file));
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.finish(sha256);
  }
}
