package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What Maven built in the checkout. */
final class Installation {

  private static final String BUILD_IT = "Build it: mvn -DskipTests package";
  private static final String BROKER = "libs/broker";
  private static final String BROKER_MAIN = "io.mapache.broker.BrokerMain";

  private final Path root;

  Installation(Path root) {
    this.root = root;
  }

  /**
   * How the part's program is named to {@code java}.
   *
   * @throws Failure if it was not built
   */
  List<String> program(Part part) {
    if (part == Part.KAFKA) {
      return List.of("-cp", classPath(BROKER), BROKER_MAIN);
    }
    return List.of("-jar", built(module(part) + "/target/quarkus-app/quarkus-run.jar"));
  }

  /** The file with the part's options, as {@code java} takes it. */
  String jvmOptions(Part part) {
    return "@" + root.resolve(module(part)).resolve("jvm.options");
  }

  private static String module(Part part) {
    return part == Part.KAFKA ? BROKER : "services/" + part.word();
  }

  /** The class path of a training job. */
  String trainingClassPath() {
    return classPath("libs/training");
  }

  /** When the part was built. */
  Instant builtAt(Part part) {
    String folder = part == Part.KAFKA ? "target" : "target/quarkus-app/app";
    try (Stream<Path> files = Files.list(root.resolve(module(part)).resolve(folder))) {
      return files
          .map(file -> file.toFile().lastModified())
          .max(Long::compare)
          .map(Instant::ofEpochMilli)
          .orElse(Instant.EPOCH);
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private String classPath(String module) {
    built(module + "/target/lib");
    return root.resolve(module + "/target") + "/*:" + root.resolve(module + "/target/lib") + "/*";
  }

  private String built(String path) {
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      throw new Failure(file + " is missing. " + BUILD_IT);
    }
    return file.toString();
  }
}
