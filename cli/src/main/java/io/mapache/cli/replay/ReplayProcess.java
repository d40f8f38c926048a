package io.mapache.cli.replay;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.stack.TrainingProcess;
import io.mapache.cli.training.Phases;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.ReplayResult;
import io.mapache.contracts.training.ReplaySpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains a version again in a process of its own, in {@code $MAPACHE_HOME/replay/BUNDLE}: a replay
 * that was broken off goes on there, one that is done leaves nothing.
 */
final class ReplayProcess {

  private static final String MAIN = "io.mapache.training.ReplayJob";
  private static final String LOG = "job.log";

  private final Settings settings;

  ReplayProcess(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws Failure if it ends without a result
   */
  ReplayResult replay(Replayed version, Phases phases) {
    Path work = settings.home().resolve("replay").resolve(version.bundle().abbreviated());
    try {
      Files.createDirectories(work);
      JobExit exit = run(spec(version, work), phases);
      if (exit != JobExit.DONE) {
        throw new Failure(
            "%s was not trained again (%s): %s. All that was said: %s"
                .formatted(version, exit.code(), lastWords(work), work.resolve(LOG)));
      }
      ReplayResult result =
          Json.read(Files.readAllBytes(work.resolve(ReplayResult.FILE)), ReplayResult.class);
      delete(work);
      return result;
    } catch (IOException | UncheckedIOException e) {
      throw new Failure("cannot replay in " + work + " (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted; the same command goes on where it was", e);
    }
  }

  private Path spec(Replayed version, Path work) throws IOException {
    ReplaySpec spec =
        new ReplaySpec(
            version.bundle(),
            version.frozen(),
            settings.blobs(),
            work.toString(),
            settings.home().toString());
    return Files.write(work.resolve(ReplaySpec.FILE), Json.bytes(spec));
  }

  /** The process ends with this one: its standard input does. */
  private JobExit run(Path spec, Phases phases) throws IOException, InterruptedException {
    File log = spec.resolveSibling(LOG).toFile();
    Process process =
        TrainingProcess.of(settings, MAIN, spec)
            .redirectError(ProcessBuilder.Redirect.to(log))
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        phases.show(Json.read(line, JobProgress.class));
      }
    }
    return JobExit.ofStatus(process.waitFor());
  }

  private static String lastWords(Path work) throws IOException {
    List<String> lines = Files.readAllLines(work.resolve(LOG));
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
  }

  /** Links are deleted, not followed. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
