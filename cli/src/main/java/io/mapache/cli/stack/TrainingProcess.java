package io.mapache.cli.stack;

import io.mapache.cli.Settings;
import io.mapache.contracts.training.JobEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM with the class path and the memory of a training job. */
public final class TrainingProcess {

  static final String OPTIONS_VARIABLE = "MAPACHE_TRAINING_JOB_JAVA_OPTIONS";

  private TrainingProcess() {}

  /**
   * The command that runs a main class of the training library; Ctrl-C reaches the process.
   *
   * @throws io.mapache.cli.Failure if it was not built
   */
  public static ProcessBuilder of(Settings settings, String mainClass, Path argument) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(Arrays.asList(options(settings).split("\\s+")));
    command.add("-cp");
    command.add(new Installation(settings.root()).trainingClassPath());
    command.add(mainClass);
    command.add(argument.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    JobEnvironment.addTo(builder.environment());
    return builder;
  }

  /** Of every JVM that trains. */
  static String options(Settings settings) {
    return settings
        .value(OPTIONS_VARIABLE)
        .map(String::strip)
        .orElse("-Xmx1g -XX:+UseSerialGC -XX:MaxDirectMemorySize=1g");
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
