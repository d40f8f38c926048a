package io.mapache.broker;

/**
 * The broker in a JVM of its own; {@link BrokerOptions} are its settings. Prints one line when
 * clients can connect, and stops cleanly on SIGTERM. Exit code 2: it cannot start, with one
 * sentence on stderr.
 */
public final class BrokerMain {

  private BrokerMain() {}

  public static void main(String[] arguments) {
    Broker broker;
    BrokerOptions options;
    try {
      options = BrokerOptions.of(arguments, System.getenv());
      broker = Broker.start(options.data(), options.port(), options.controllerPort());
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    System.out.printf(
        "broker ready on %s, data in %s%n", broker.bootstrapServers(), options.data());
  }
}
