package io.mapache.training;

import io.mapache.training.job.Export;
import java.nio.file.Path;

/**
 * Writes a version as one {@code model.onnx}: {@code java … io.mapache.training.ExportJob
 * export.json}. Standard error and exit status are those of {@link TrainingJob}; the outcome is
 * {@link io.mapache.contracts.training.ExportResult} in the work folder.
 */
public final class ExportJob {

  private ExportJob() {}

  public static void main(String[] arguments) {
    System.exit(new Export(System.err).run(Path.of(arguments[0])).status());
  }
}
