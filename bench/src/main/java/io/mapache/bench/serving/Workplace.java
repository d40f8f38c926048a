package io.mapache.bench.serving;

import io.mapache.bench.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder and the processes of a run, which go when it ends, by Ctrl-C, too; their logs stay until
 * the next one.
 */
final class Workplace implements AutoCloseable {

  private final Path folder;
  private final Path logs;
  private final Deque<AutoCloseable> processes = new ArrayDeque<>(); // guarded by this

  Workplace() throws IOException {
    this.folder = Files.createTempDirectory("mapache-serving-bench");
    this.logs = Files.createDirectories(Options.scratch().resolve("serving-logs"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-of-the-bench"));
  }

  /** A place below the folder. */
  Path path(String name) {
    return folder.resolve(name);
  }

  synchronized ServerProcess server(
      String name, List<String> command, Map<String, String> environment) throws IOException {
    ServerProcess server = ServerProcess.start(command, environment, log(name));
    processes.push(server);
    return server;
  }

  synchronized Worker worker(String name, Class<?> main, List<String> arguments)
      throws IOException {
    Worker worker = Worker.start(main, arguments, log(name));
    processes.push(worker);
    return worker;
  }

  private Path log(String name) {
    return logs.resolve(name + ".log");
  }

  /** The last that was started ends first. */
  @Override
  public synchronized void close() {
    while (!processes.isEmpty()) {
      end(processes.pop());
    }
    if (Files.exists(folder)) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(AutoCloseable process) {
    try {
      process.close();
    } catch (Exception e) {
      System.err.println("a process of the bench did not end well: " + e);
    }
  }
}
