package io.mapache.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the broker is told; an argument wins over the environment.
 *
 * @param home {@code --home} or {@code MAPACHE_HOME}, by default {@code ~/.local/share/mapache}
 * @param port {@code --port} or {@code MAPACHE_KAFKA_PORT}, by default 9192
 * @param controllerPort {@code --controller-port} or {@code MAPACHE_KAFKA_CONTROLLER_PORT}, by
 *     default 9193
 */
record BrokerOptions(Path home, int port, int controllerPort) {

  private static final String USAGE =
      "usage: BrokerMain [--home DIR] [--port 9192] [--controller-port 9193]";

  private static final Map<String, String> VARIABLES =
      Map.of(
          "--home", "MAPACHE_HOME",
          "--port", "MAPACHE_KAFKA_PORT",
          "--controller-port", "MAPACHE_KAFKA_CONTROLLER_PORT");

  /**
   * @throws IllegalArgumentException with one sentence for whoever started it
   */
  static BrokerOptions of(String[] arguments, Map<String, String> environment) {
    Map<String, String> given = new TreeMap<>();
    VARIABLES.forEach(
        (option, variable) -> {
          if (environment.containsKey(variable)) {
            given.put(option, environment.get(variable));
          }
        });
    for (int i = 0; i < arguments.length; i += 2) {
      if (!VARIABLES.containsKey(arguments[i]) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "'" + arguments[i] + "' is no option, or has no value. " + USAGE);
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    Path home = Path.of(System.getProperty("user.home"), ".local", "share", "mapache");
    return new BrokerOptions(
        given.containsKey("--home") ? Path.of(given.get("--home")) : home,
        port(given, "--port", 9192),
        port(given, "--controller-port", 9193));
  }

  /** Where Kafka keeps everything. */
  Path data() {
    return home.resolve("kafka");
  }

  private static int port(Map<String, String> given, String option, int otherwise) {
    String value = given.getOrDefault(option, String.valueOf(otherwise));
    int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "%s or %s: '%s' (expected: 1 to 65535)".formatted(option, VARIABLES.get(option), value));
    }
    return port;
  }
}
