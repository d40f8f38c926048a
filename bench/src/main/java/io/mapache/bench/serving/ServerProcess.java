package io.mapache.bench.serving;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server that the bench starts, asks over HTTP and ends, with all processes it starts itself. */
final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FAREWELL = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(10);

  /** What Linux is told: docs of its {@code /proc/PID/clear_refs}. */
  private static final String FORGET_PEAK = "5";

  private static final int KIBIBYTE = 1024;
  private static final double MEGABYTE = 1e6;

  private final Process process;
  private final Path log;
  private final long started;

  private ServerProcess(Process process, Path log, long started) {
    this.process = process;
    this.log = log;
    this.started = started;
  }

  static ServerProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long started = System.nanoTime();
    return new ServerProcess(builder.start(), log, started);
  }

  /** A port that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits until the path is answered with 200; how long that was after the start.
   *
   * @throws IOException if the process ends, or takes more than a minute
   */
  Duration awaitReady(URI service, String path) throws IOException {
    return await(() -> answers(service, path));
  }

  private static boolean answers(URI service, String path) {
    try (Connection connection = new Connection(service, PATIENCE)) {
      return connection.get(path).status() == Answer.OK;
    } catch (IOException e) { // it does not listen yet
      return false;
    }
  }

  /** Waits until its log has a word; how long that was after the start. */
  Duration awaitWord(String word) throws IOException {
    return await(() -> Files.readString(log).contains(word));
  }

  private Duration await(Condition condition) throws IOException {
    while (!condition.holds()) {
      if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new IOException("a server did not come up; what it said is in " + log);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** With the processes that it started. */
  double residentMegabytes() throws IOException {
    return megabytes("VmRSS:");
  }

  /** From here on {@link #peakMegabytes} counts. */
  void forgetPeak() throws IOException {
    for (ProcessHandle each : all().toList()) {
      Files.writeString(proc(each, "clear_refs"), FORGET_PEAK);
    }
  }

  /** The most that was resident, as the kernel keeps it: looking now and then takes a core. */
  double peakMegabytes() throws IOException {
    return megabytes("VmHWM:");
  }

  private double megabytes(String field) throws IOException {
    long bytes = 0;
    for (ProcessHandle each : all().toList()) {
      try (Stream<String> lines = Files.lines(proc(each, "status"))) {
        bytes +=
            lines
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
                .sum();
      }
    }
    return bytes / MEGABYTE;
  }

  private static Path proc(ProcessHandle process, String file) {
    return Path.of("/proc", String.valueOf(process.pid()), file);
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  @Override
  public void close() {
    List<ProcessHandle> all = all().toList();
    process.destroy();
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        each.destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        each.destroyForcibly();
      }
    }
  }
}
