package io.mapache.trainer.trainings.config;

import io.mapache.trainer.trainings.process.JobCommand;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How training jobs are started. */
@ConfigMapping(prefix = "mapache.training.job")
public interface JobProperties {

  /** Class path of the job, as {@code java -cp} takes it. */
  String classPath();

  @WithDefault("io.mapache.training.TrainingJob")
  String mainClass();

  /** Options of the job's JVM, separated by blanks, such as {@code -Xmx2g}. */
  Optional<String> javaOptions();

  default JobCommand toJobCommand() {
    List<String> options =
        javaOptions().map(all -> Arrays.asList(all.strip().split("\\s+"))).orElse(List.of());
    return new JobCommand(classPath(), mainClass(), options);
  }
}
