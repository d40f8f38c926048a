package io.mapache.cli.stack;

import java.util.Locale;

/** The processes of a running Mapache, in the order in which they are started. */
public enum Part {
  /** Needs the port above its own, too, for Kafka's controller. */
  KAFKA(9192),
  INGEST(8081),
  TRAINER(8082),
  INFERENCE(8083);

  private final int defaultPort;

  Part(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  public int defaultPort() {
    return defaultPort;
  }

  /** As in file names and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The environment variable that moves its port. */
  public String portVariable() {
    return "MAPACHE_" + name() + "_PORT";
  }

  boolean isService() {
    return this != KAFKA;
  }

  @Override
  public String toString() {
    return word();
  }
}
