package io.mapache.trainer.trainings;

import io.mapache.contracts.Json;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The folders in which jobs work, {@code work/<training>} under the home folder. */
public final class Workbench {

  private final Path home;
  private final String blobs;
  private final JobSpec.Limits limits;

  public Workbench(Path home, String blobs, JobSpec.Limits limits) {
    this.home = home;
    this.blobs = blobs;
    this.limits = limits;
  }

  public Path folder(String training) {
    return home.resolve("work").resolve(training);
  }

  /** Writes {@code job.json}: what was decided at the training's start, whatever is true now. */
  JobSpec prepare(Training training) throws IOException {
    Path folder = folder(training.id());
    Files.createDirectories(folder);
    TrainingStarted started = training.started().orElseThrow();
    JobSpec spec =
        new JobSpec(
            training.id(),
            started.dataset(),
            started.model(),
            started.manifest(),
            training.request().recipe(),
            started.base(),
            started.parent(),
            started.champion(),
            started.renamed(),
            limits,
            blobs,
            folder.toString(),
            home.toString(),
            true);
    Path temporary = folder.resolve(JobSpec.FILE + ".tmp");
    Files.write(temporary, Json.bytes(spec));
    Files.move(temporary, folder.resolve(JobSpec.FILE), StandardCopyOption.ATOMIC_MOVE);
    return spec;
  }

  /** What the job has left, if it was done; a result of another training or snapshot is none. */
  Optional<JobResult> result(Training training) throws IOException {
    return read(folder(training.id()).resolve(JobResult.FILE), JobResult.class)
        .filter(result -> result.training().equals(training.id()))
        .filter(
            result ->
                training
                    .started()
                    .filter(started -> started.manifest().equals(result.manifest()))
                    .isPresent());
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (UncheckedIOException e) {
      throw new IOException(file + " is damaged: " + e.getCause().getMessage(), e);
    }
  }
}
