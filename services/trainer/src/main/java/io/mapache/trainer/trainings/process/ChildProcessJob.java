package io.mapache.trainer.trainings.process;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.trainer.trainings.Jobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A job in a process of its own. */
final class ChildProcessJob implements Jobs.Job {

  private static final System.Logger LOG = System.getLogger(ChildProcessJob.class.getName());

  private static final long PATIENCE_S = 3;

  private final String training;
  private final Process process;
  private final LogTail log;

  ChildProcessJob(String training, Process process, LogTail log) {
    this.training = training;
    this.process = process;
    this.log = log;
  }

  @Override
  public Jobs.End await(Consumer<JobProgress> progress) throws InterruptedException {
    try {
      read(progress);
      int status = process.waitFor();
      JobExit exit = JobExit.ofStatus(status);
      return new Jobs.End(exit, status, exit == JobExit.DONE ? "" : log.read());
    } catch (InterruptedException | RuntimeException e) {
      stop();
      throw e;
    }
  }

  private void read(Consumer<JobProgress> progress) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        progress(line, progress);
      }
    } catch (IOException e) {
      // A pipe that breaks tells nothing that the exit status does not.
      LOG.log(Level.DEBUG, "training {0}: output ended: {1}", training, e.getMessage());
    }
  }

  private void progress(String line, Consumer<JobProgress> progress) {
    try {
      progress.accept(Json.read(line, JobProgress.class));
    } catch (UncheckedIOException e) {
      LOG.log(Level.DEBUG, "training {0}: no progress: {1}", training, line);
    }
  }

  @Override
  public void stop() {
    // The handle, because Process.destroy closes the streams: the job may have last words.
    ProcessHandle handle = process.toHandle();
    handle.destroy();
    Executor later = CompletableFuture.delayedExecutor(PATIENCE_S, TimeUnit.SECONDS);
    var unused = CompletableFuture.runAsync(handle::destroyForcibly, later);
  }
}
