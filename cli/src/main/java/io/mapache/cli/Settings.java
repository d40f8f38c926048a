package io.mapache.cli;

import io.mapache.cli.stack.Part;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the surroundings say: environment variables and where the launcher stands. Read once.
 *
 * @param root the checkout, with what Maven built in it
 * @param home all state of this machine: {@code MAPACHE_HOME}
 * @param columns width of the terminal that standard error is; 0 if it is none
 */
public record Settings(Path root, Path home, int columns, Map<String, String> environment) {

  /** System property: the checkout. */
  static final String ROOT = "mapache.root";

  /** System property: the width of the terminal, absent where there is none. */
  static final String COLUMNS = "mapache.columns";

  private static final int MAX_COLUMNS = 110;

  static Settings ofProcess() {
    return of(System.getenv(), System.getProperty(ROOT, "."), System.getProperty(COLUMNS, "0"));
  }

  public static Settings of(Map<String, String> environment, String root, String columns) {
    String home =
        Optional.ofNullable(environment.get("MAPACHE_HOME"))
            .filter(set -> !set.isBlank())
            .orElseGet(() -> System.getProperty("user.home") + "/.local/share/mapache");
    return new Settings(
        Path.of(root).toAbsolutePath().normalize(),
        Path.of(home).toAbsolutePath().normalize(),
        columns.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(columns), MAX_COLUMNS) : 0,
        environment);
  }

  /** Brokers that somebody else runs; then Mapache starts none. */
  public Optional<String> externalKafka() {
    return value("KAFKA_BOOTSTRAP_SERVERS");
  }

  public String blobs() {
    return value("MAPACHE_BLOBS").orElseGet(() -> home.resolve("blobs").toString());
  }

  /**
   * The port that the environment asks for.
   *
   * @throws Failure if it is no port
   */
  public Optional<Integer> askedPort(Part part) {
    return value(part.portVariable()).map(text -> port(part.portVariable(), text));
  }

  public Optional<String> value(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }

  private static int port(String variable, String text) {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw new Failure(variable + ": '" + text + "' (expected: a port, 1 to 65535)");
  }
}
