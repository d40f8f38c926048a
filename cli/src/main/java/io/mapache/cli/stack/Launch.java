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

  /**
   * @throws io.mapache.cli.Failure if it was not built
   */
  static Launch of(Part part, Settings settings, Ports ports) {
    Installation installation = new Installation(settings.root());
    List<String> command = new ArrayList<>(ownSession());
    command.add(TrainingProcess.java());
    command.addAll(new Identity(settings.home()).marks(part));
    command.add(installation.jvmOptions(part));
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
