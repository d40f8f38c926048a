package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder in which a main class of the training library works in a process of its own: it reads a
 * file there and leaves one. What was broken off goes on there; what is done leaves nothing.
 */
public final class JobFolder {

  private static final String LOG = "job.log";

  private final Settings settings;
  private final Path path;

  /**
   * @param path is made if it is not there
   */
  public JobFolder(Settings settings, Path path) {
    this.settings = settings;
    this.path = path;
  }

  /** A file in the folder and what is written into it, or read from it. */
  public record Content<T>(String name, T value) {}

  /**
   * Runs the job to its end; the process ends with this one, since its standard input does.
   *
   * @param what was not done if it fails, for the message: {@code pets@2 was not trained again}
   * @param spec what the job reads
   * @param result name and type of what it leaves
   * @throws Failure if it ends without a result
   */
  public <T> T run(
      String mainClass,
      String what,
      Content<?> spec,
      Content<Class<T>> result,
      Consumer<JobProgress> progress) {
    try {
      Files.createDirectories(path);
      Path file = Files.write(path.resolve(spec.name()), Json.bytes(spec.value()));
      JobExit exit = run(mainClass, file, progress);
      if (exit != JobExit.DONE) {
        throw new Failure(
            "%s (%s): %s. All that was said: %s"
                .formatted(what, exit.code(), lastWords(), path.resolve(LOG)));
      }
      T left = Json.read(Files.readAllBytes(path.resolve(result.name())), result.value());
      delete();
      return left;
    } catch (IOException | UncheckedIOException e) {
      throw new Failure(what + " in " + path + " (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted; the same command goes on where it was", e);
    }
  }

  private JobExit run(String mainClass, Path spec, Consumer<JobProgress> progress)
      throws IOException, InterruptedException {
    Process process =
        TrainingProcess.of(settings, mainClass, spec)
            .redirectError(ProcessBuilder.Redirect.to(path.resolve(LOG).toFile()))
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress.accept(Json.read(line, JobProgress.class));
      }
    }
    return JobExit.ofStatus(process.waitFor());
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(path.resolve(LOG));
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  /** Links are deleted, not followed. */
  private void delete() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
