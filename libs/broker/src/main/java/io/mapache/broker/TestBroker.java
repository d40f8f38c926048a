package io.mapache.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real broker for tests, in the test's JVM, on free ports, with a folder that goes when it is
 * closed. It can go away and come back on the same port with the same data.
 */
public final class TestBroker implements AutoCloseable {

  private final Path data;
  private final int port;
  private final int controllerPort;
  private Broker running;

  private TestBroker(Path data, int port, int controllerPort) {
    this.data = data;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** Returns when clients can connect, after 2 to 6 s. */
  public static TestBroker start() {
    TestBroker broker = stopped();
    broker.resume();
    return broker;
  }

  /** Not running yet: for tests in which the broker comes late. */
  public static TestBroker stopped() {
    try {
      List<Integer> ports = freePorts();
      return new TestBroker(Files.createTempDirectory("broker"), ports.get(0), ports.get(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Stops it cleanly and keeps ports and data; nothing if it is stopped already. */
  public void pause() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  /** Starts it on the same ports and data. */
  public void resume() {
    running = Broker.start(data, port, controllerPort);
  }

  @Override
  public void close() {
    pause();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Both are held open until both are known, so that they differ. */
  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of(one.getLocalPort(), other.getLocalPort());
    }
  }
}
