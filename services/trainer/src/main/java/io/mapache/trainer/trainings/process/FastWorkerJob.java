package io.mapache.trainer.trainings.process;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobEnded;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.trainer.trainings.Jobs;
import io.mapache.trainer.trainings.process.FastWorkerJobs.WarmProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A job within a process that stays. */
final class FastWorkerJob implements Jobs.Job {

  private static final System.Logger LOG = System.getLogger(FastWorkerJob.class.getName());

  private static final String CANCEL = "cancel";
  private static final long PATIENCE_S = 3;

  private final String training;
  private final WarmProcess worker;
  private final LogTail log;
  private volatile boolean over;

  FastWorkerJob(String training, WarmProcess worker, LogTail log) {
    this.training = training;
    this.worker = worker;
    this.log = log;
  }

  /** A process that is gone does not hear it; {@link #await} tells. */
  void order(String line) {
    try {
      OutputStream in = worker.process().getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "training {0}: the worker is gone: {1}", training, e.getMessage());
    }
  }

  @Override
  public Jobs.End await(Consumer<JobProgress> progress) throws InterruptedException {
    try {
      JobEnded ended = read(progress);
      if (ended == null) {
        int status = worker.process().waitFor();
        return new Jobs.End(JobExit.BROKEN, status, log.read());
      }
      String words = ended.exit() == JobExit.DONE ? "" : log.read();
      return new Jobs.End(ended.exit(), ended.exit().status(), words);
    } catch (InterruptedException | RuntimeException e) {
      worker.process().destroyForcibly();
      throw e;
    } finally {
      over = true;
    }
  }

  /** Null if the process has ended. */
  private JobEnded read(Consumer<JobProgress> progress) {
    try {
      for (String line = worker.lines().readLine();
          line != null;
          line = worker.lines().readLine()) {
        JobEnded ended = read(line, progress);
        if (ended.exit() != null) {
          return ended;
        }
      }
    } catch (IOException e) {
      // A pipe that breaks tells nothing that the exit status does not.
      LOG.log(Level.DEBUG, "training {0}: output ended: {1}", training, e.getMessage());
    }
    return null;
  }

  private JobEnded read(String line, Consumer<JobProgress> progress) {
    try {
      JobEnded ended = Json.read(line, JobEnded.class);
      if (ended.exit() == null) {
        progress.accept(Json.read(line, JobProgress.class));
      }
      return ended;
    } catch (UncheckedIOException e) {
      LOG.log(Level.DEBUG, "training {0}: no progress: {1}", training, line);
      return new JobEnded(null, null);
    }
  }

  @Override
  public void stop() {
    order(CANCEL);
    Executor later = CompletableFuture.delayedExecutor(PATIENCE_S, TimeUnit.SECONDS);
    var unused = CompletableFuture.runAsync(this::kill, later);
  }

  private void kill() {
    if (!over) {
      worker.process().destroyForcibly();
    }
  }
}
