package io.mapache.trainer.trainings.process;

import java.util.List;

/**
 * What a job's JVM is started with.
 *
 * @param classPath as {@code java -cp} takes it, {@code *} included
 */
public record JobCommand(String classPath, String mainClass, List<String> javaOptions) {

  public JobCommand {
    javaOptions = List.copyOf(javaOptions);
    if (classPath.isBlank()) {
      throw new IllegalArgumentException(
          "mapache.training.job.class-path: empty (expected: the jars of the training job)");
    }
  }
}
