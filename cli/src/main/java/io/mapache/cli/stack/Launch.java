package io.mapache.cli.stack;

import io.mapache.cli.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a part is started.
 *
 * @param environment added to this process' own
 */
record Launch(List<String> command, Map<String, String> environment) {

  /** Native memory of ONNX Runtime grows by an arena per thread otherwise. */
  private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

  private static final List<String> SMALL_HEAP = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /**
   * The broker has little to do here, and its optimising compiler took more of a core from the
   * parts beside it than the broker itself.
   */
  private static final List<String> BROKER = List.of("-XX:TieredStopAtLevel=1");

  /** A picture of 50 million pixels, the most that is taken, is decoded in about 550 MB. */
  private static final List<String> DECODING_HEAP = List.of("-Xmx768m", "-XX:+UseSerialGC");

  /**
   * Images are garbage once they are answered: in a young generation that holds most of a second of
   * them at saturation, they are not copied to the old one and collected there. They lie in large
   * pages, which a forward pass does not push out of the core's tables: docs/adr/0026.
   */
  private static final List<String> SERVING =
      List.of(
          "-Xms128m",
          "-Xmn80m",
          "-XX:MaxDirectMemorySize=256m",
          "-XX:+IgnoreUnrecognizedVMOptions", // Linux alone knows the next one
          "-XX:+UseTransparentHugePages");

  /**
   * @throws io.mapache.cli.Failure if it was not built
   */
  static Launch of(Part part, Settings settings, Ports ports) {
    Installation installation = new Installation(settings.root());
    List<String> command = new ArrayList<>(ownSession());
    command.add(TrainingProcess.java());
    command.addAll(new Identity(settings.home()).marks(part));
    command.addAll(part == Part.INGEST || part == Part.INFERENCE ? DECODING_HEAP : SMALL_HEAP);
    if (part == Part.INGEST) {
      command.add("-Xms64m");
    } else if (part == Part.INFERENCE) {
      command.addAll(SERVING);
    } else if (part == Part.KAFKA) {
      command.addAll(BROKER);
    }
    command.addAll(installation.program(part));
    return new Launch(command, environment(part, settings, ports, installation));
  }

  private static Map<String, String> environment(
      Part part, Settings settings, Ports ports, Installation installation) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MAPACHE_HOME", settings.home().toString());
    if (part == Part.KAFKA) {
      environment.put("MAPACHE_KAFKA_PORT", String.valueOf(ports.of(Part.KAFKA)));
      environment.put("MAPACHE_KAFKA_CONTROLLER_PORT", String.valueOf(ports.controller()));
      return environment;
    }
    environment.put("MAPACHE_BLOBS", settings.blobs());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers(settings));
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(part)));
    if (part == Part.INFERENCE) {
      environment.putAll(FEW_ARENAS);
    }
    if (part == Part.TRAINER) {
      environment.put("MAPACHE_TRAINING_JOB_CLASS_PATH", installation.trainingClassPath());
      environment.put(TrainingProcess.OPTIONS_VARIABLE, TrainingProcess.options(settings));
    }
    return environment;
  }

  /**
   * A session of its own: Ctrl-C and the end of this terminal do not reach the process. {@code
   * setsid} does not fork when, as here, it leads no process group, so the number of the process
   * that was started stays the number of the JVM.
   */
  private static List<String> ownSession() {
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (Files.isExecutable(Path.of(setsid))) {
        return List.of(setsid);
      }
    }
    return List.of("/usr/bin/nohup");
  }
}
