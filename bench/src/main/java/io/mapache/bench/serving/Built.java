package io.mapache.bench.serving;

import io.mapache.bench.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What there is in this checkout, built by Maven or not. */
final class Built {

  private static final Path ROOT = Options.scratch().toAbsolutePath().getParent().getParent();

  private Built() {}

  /** A copy of the inference service: a build beside the bench must not take its jars away. */
  static Path inference(Workplace place) throws IOException {
    Path built = ROOT.resolve("services/inference/target/quarkus-app");
    if (!Files.exists(built.resolve("quarkus-run.jar"))) {
      throw new IOException(
          built + " is missing. Build it: mvn -DskipTests package -pl services/inference -am");
    }
    Path copy = place.path("quarkus-app");
    try (Stream<Path> files = Files.walk(built)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(built.relativize(file).toString()));
      }
    }
    return copy;
  }

  /** The file with a module's options, as {@code java} takes it. */
  static String jvmOptions(String module) {
    return "@" + ROOT.resolve(module).resolve("jvm.options");
  }

  /** A broker with an empty folder. */
  static ServerProcess broker(Workplace place, int port) throws IOException {
    List<String> command = new ArrayList<>(Jvm.LIKE_THE_BROKER);
    Path target = ROOT.resolve("libs/broker/target");
    command.addAll(
        List.of("-cp", target + "/*:" + target + "/lib/*", "io.mapache.broker.BrokerMain"));
    command.addAll(List.of("--home", place.path("broker").toString()));
    command.addAll(List.of("--port", String.valueOf(port)));
    command.addAll(List.of("--controller-port", String.valueOf(ServerProcess.freePort())));
    return place.server("broker", command, Map.of());
  }
}
