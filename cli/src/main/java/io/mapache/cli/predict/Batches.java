package io.mapache.cli.predict;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files in their order, so many together as one request takes without filling the queues. */
final class Batches {

  private static final int MOST_FILES = 16;
  private static final long MOST_BYTES = 16 << 20;

  private Batches() {}

  /**
   * @throws Failure if a file cannot be read
   */
  static List<List<Path>> of(List<Path> files) {
    List<List<Path>> batches = new ArrayList<>();
    long bytes = MOST_BYTES;
    for (Path file : files) {
      long size = size(file);
      bytes += size;
      if (bytes > MOST_BYTES || batches.get(batches.size() - 1).size() == MOST_FILES) {
        batches.add(new ArrayList<>());
        bytes = size;
      }
      batches.get(batches.size() - 1).add(file);
    }
    return batches;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new Failure("cannot read " + file, e);
    }
  }
}
