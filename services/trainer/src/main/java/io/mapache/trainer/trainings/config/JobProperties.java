package io.mapache.trainer.trainings.config;

import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.trainings.process.JobCommand;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How training jobs are started, and what they may take. */
@ConfigMapping(prefix = "mapache.training.job")
public interface JobProperties {

  /** Class path of the job, as {@code java -cp} takes it. */
  String classPath();

  @WithDefault("io.mapache.training.TrainingJob")
  String mainClass();

  /** Options of the job's JVM, separated by blanks, such as {@code -Xmx2g}. */
  Optional<String> javaOptions();

  /** The process of the fast lane, which stays. */
  @WithDefault("io.mapache.training.FastWorker")
  String fastMainClass();

  /** Options of that process' JVM, separated by blanks. */
  @WithDefault("-Xmx512m -XX:+UseSerialGC -XX:MaxDirectMemorySize=256m")
  String fastJavaOptions();

  /** Minutes of wall clock that a training may take in all its runs; 0 for no limit. */
  @WithDefault("1440")
  long minutes();

  /** Megabytes of memory of its own that a training may take, natives included; 0: no limit. */
  @WithDefault("0")
  long memoryMegabytes();

  default JobCommand toJobCommand() {
    return new JobCommand(classPath(), mainClass(), options(javaOptions().orElse("")));
  }

  default JobCommand toFastCommand() {
    return new JobCommand(classPath(), fastMainClass(), options(fastJavaOptions()));
  }

  default JobSpec.Limits toLimits() {
    requireLimit("minutes", minutes());
    requireLimit("memory-megabytes", memoryMegabytes());
    return new JobSpec.Limits(minutes(), memoryMegabytes());
  }

  private static List<String> options(String all) {
    return all.isBlank() ? List.of() : Arrays.asList(all.strip().split("\\s+"));
  }

  private static void requireLimit(String key, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "mapache.training.job.%s: %d (expected: 0 for no limit, or more)".formatted(key, value));
    }
  }
}
