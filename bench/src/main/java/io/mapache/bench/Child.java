package io.mapache.bench;

import io.mapache.contracts.training.JobEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A measuring process: its memory and its start are its own. */
final class Child {

  /** All read the weights from the cache, wherever the cache had them from. */
  private static final String OTHER_WEIGHTS = "MAPACHE_WEIGHTS";

  /** A setting of this bench's JVMs, which Keras is not to be measured with. */
  private static final String FEW_ARENAS = "MALLOC_ARENA_MAX";

  /** How the trainer starts a job by default. */
  private static final List<String> JOB_OPTIONS =
      List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=1g");

  private Child() {}

  /** Runs a class of this class path in a JVM like that of a training job. */
  static List<String> java(Path log, String mainClass, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JOB_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    ProcessBuilder java = new ProcessBuilder(command);
    JobEnvironment.addTo(java.environment());
    return run(java, log);
  }

  static List<String> python(Path log, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder python = new ProcessBuilder(command);
    python.environment().remove(FEW_ARENAS);
    return run(python, log);
  }

  /** The lines of its standard output. */
  private static List<String> run(ProcessBuilder builder, Path log)
      throws IOException, InterruptedException {
    builder.environment().remove(OTHER_WEIGHTS);
    Process process = builder.redirectError(log.toFile()).start();
    process.getOutputStream().close();
    List<String> lines;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines = output.lines().toList();
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "a measuring process ended with status %d: %s; all it said is in %s"
              .formatted(status, lastLine(log), log));
    }
    return lines;
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }
}
