package io.mapache.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * Kafka on one node, on loopback: broker and KRaft controller in this JVM, data in one folder. What
 * was acknowledged survives {@code kill -9} of the process; the machine's crash may cost the last
 * seconds, because Kafka does not force each record to the disk.
 *
 * <p>Thread-safe.
 */
public final class Broker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final int port;

  private Broker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Returns when clients can connect: after about 2 s, or 4 to 6 s on the data of a broker that was
   * killed.
   *
   * @param data made if it is missing; belongs to one broker at a time (Kafka locks it)
   * @throws IllegalStateException if a port is taken, or the folder is another broker's
   */
  public static Broker start(Path data, int port, int controllerPort) {
    requireFree("port", port);
    requireFree("controller port", controllerPort);
    Properties properties = BrokerProperties.of(data.toAbsolutePath(), port, controllerPort);
    format(data.toAbsolutePath());
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      server.awaitShutdown();
      throw new IllegalStateException(
          "broker on port %d with data in %s did not start: %s"
              .formatted(port, data, e.getMessage()),
          e);
    }
    return new Broker(server, port);
  }

  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** A clean stop, 0.2 to 0.5 s; the next start finds everything. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(java.util.List.of(data.toString()))
          .setMetadataLogDirectory(data.toString())
          .setIgnoreFormatted(true)
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setPrintStream(new PrintStream(java.io.OutputStream.nullOutputStream()))
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("broker folder " + data + " cannot be prepared", e);
    } catch (Exception e) {
      throw new IllegalStateException(
          "broker folder %s cannot be prepared: %s".formatted(data, e.getMessage()), e);
    }
  }

  private static void requireFree(String what, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "broker %s %d is taken (%s). Stop what listens there, or choose another port."
              .formatted(what, port, e.getMessage()),
          e);
    }
  }
}
