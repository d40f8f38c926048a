package io.mapache.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The broker in a JVM of its own: {@code --home DIR [--port 9192] [--controller-port 9193]}; each
 * also by environment variable ({@code MAPACHE_BROKER_HOME}, {@code MAPACHE_BROKER_PORT}, {@code
 * MAPACHE_BROKER_CONTROLLER_PORT}). Prints one line when clients can connect, and stops cleanly on
 * SIGTERM. Exit code 2: it cannot start, with one sentence on stderr.
 */
public final class BrokerMain {

  private static final String USAGE =
      "usage: BrokerMain --home DIR [--port 9192] [--controller-port 9193]";

  private BrokerMain() {}

  public static void main(String[] arguments) {
    Broker broker;
    Path home;
    try {
      Map<String, String> options = options(arguments, System.getenv());
      home = Path.of(options.get("home"));
      broker =
          Broker.start(home, port(options, "port", 9192), port(options, "controller-port", 9193));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    System.out.printf("broker ready on %s, data in %s%n", broker.bootstrapServers(), home);
  }

  static Map<String, String> options(String[] arguments, Map<String, String> environment) {
    Map<String, String> options = new HashMap<>();
    for (String name : new String[] {"home", "port", "controller-port"}) {
      String variable =
          "MAPACHE_BROKER_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
      if (environment.containsKey(variable)) {
        options.put(name, environment.get(variable));
      }
    }
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!java.util.Set.of("home", "port", "controller-port").contains(name)
          || i + 1 == arguments.length) {
        throw new IllegalArgumentException("'" + arguments[i] + "' is no option. " + USAGE);
      }
      options.put(name, arguments[i + 1]);
    }
    if (!options.containsKey("home")) {
      throw new IllegalArgumentException("--home is missing. " + USAGE);
    }
    return options;
  }

  private static int port(Map<String, String> options, String name, int otherwise) {
    String value = options.getOrDefault(name, String.valueOf(otherwise));
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("--" + name + ": " + value + " (expected: 1 to 65535)");
  }
}
