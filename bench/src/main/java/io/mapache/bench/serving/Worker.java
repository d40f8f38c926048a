package io.mapache.bench.serving;

import io.mapache.contracts.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process of the bench that carries out orders, one after the other; it ends with its input. */
final class Worker implements AutoCloseable {

  /** What a JVM has to say would stand among the outcomes otherwise. */
  private static final List<String> OWN_OUTPUT =
      List.of("-Xlog:disable", "-Xlog:all=warning:stderr");

  private final Path log;
  private final Writer orders;
  private final BufferedReader outcomes;

  private Worker(Path log, Process process) {
    this.log = log;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.outcomes = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param log what the process has to say beside its answers
   */
  static Worker start(Class<?> main, List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>(Jvm.LIKE_THE_SERVICE);
    command.addAll(OWN_OUTPUT);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(Jvm.FEW_ARENAS);
    return new Worker(log, builder.start());
  }

  Answers carryOut(Object order) throws IOException {
    orders.write(Json.text(order));
    orders.write('\n');
    orders.flush();
    String outcome = outcomes.readLine();
    if (outcome == null) {
      throw new IOException("a process of the bench has ended; what it said is in " + log);
    }
    return Json.read(outcome, Answers.class);
  }

  /** Returns at once; no other order until it has completed. */
  CompletableFuture<Answers> begin(Object order) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return carryOut(order);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    orders.close();
  }
}
