package io.mapache.cli.stack;

import io.mapache.cli.Settings;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where each part listens, on loopback: where it runs; else what the environment asks for; else its
 * default.
 */
public final class Ports {

  private final Map<Part, Integer> ports = new EnumMap<>(Part.class);

  private Ports() {}

  /** As things stand now. */
  public static Ports of(Settings settings) {
    RunFiles runFiles = new RunFiles(settings.home());
    Ports result = new Ports();
    for (Part part : Part.values()) {
      int wanted = settings.askedPort(part).orElse(part.defaultPort());
      result.ports.put(part, runFiles.alive(part).map(Running::port).orElse(wanted));
    }
    return result;
  }

  public int of(Part part) {
    return ports.get(part);
  }

  /** Of Kafka's controller, which nobody but the broker itself talks to. */
  int controller() {
    return of(Part.KAFKA) + 1;
  }

  public URI address(Part service) {
    return URI.create("http://127.0.0.1:" + of(service));
  }

  String bootstrapServers(Settings settings) {
    return settings.externalKafka().orElse("localhost:" + of(Part.KAFKA));
  }
}
