package io.mapache.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that a run makes for itself. */
final class Folders {

  private Folders() {}

  /** An empty folder, whatever an earlier run left there. */
  static Path fresh(Path folder) throws IOException {
    delete(folder);
    return Files.createDirectories(folder.toAbsolutePath());
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
