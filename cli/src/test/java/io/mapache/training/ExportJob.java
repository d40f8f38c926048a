package io.mapache.training;

import java.io.IOException;
import java.nio.file.Path;

/** Stands for the real one in a test: leaves a {@link CannedResult}. */
public final class ExportJob {

  private ExportJob() {}

  public static void main(String[] arguments) throws IOException {
    CannedResult.leave(Path.of(arguments[0]), "export-result.json");
  }
}
