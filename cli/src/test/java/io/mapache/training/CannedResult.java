package io.mapache.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What jobs of a test do: leave the result that the system property {@code canned} names; without
 * one they end as bad input.
 */
public final class CannedResult {

  private CannedResult() {}

  /**
   * @param spec what the job was to read; a test finds it as {@code seen.json} beside the result
   */
  static void leave(Path spec, String name) throws IOException {
    String canned = System.getProperty("canned");
    if (canned == null) {
      System.err.println("the manifest is not in the blob store");
      System.exit(2);
    }
    Files.copy(spec, Path.of(canned).resolveSibling("seen.json"));
    Files.copy(Path.of(canned), spec.resolveSibling(name));
  }
}
