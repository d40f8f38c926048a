package io.mapache.trainer.trainings.process;

import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.trainings.Jobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs jobs one after the other in a process that stays. It is started for the first job, or before
 * by {@link #warmUp}, and anew when it has died; its standard input stays open as long as this
 * process lives.
 *
 * <p>One job at a time; any thread.
 */
public final class FastWorkerJobs implements Jobs, AutoCloseable {

  /** Before the jobs of the full lane: somebody may be waiting for seconds. */
  private static final int NICENESS = 5;

  private final JobCommand command;
  private final Path log;
  private WarmProcess worker;
  private boolean closed;

  /**
   * @param log of the process, written anew at each of its starts
   */
  public FastWorkerJobs(JobCommand command, Path log) {
    this.command = command;
    this.log = log;
  }

  /** A process, and what it says. */
  record WarmProcess(Process process, BufferedReader lines) {}

  /** Starts the process, so that the first job need not wait for it. */
  public synchronized void warmUp() throws IOException {
    if (closed) {
      throw new IOException("the trainer closes");
    }
    if (worker == null || !worker.process().isAlive()) {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          JavaProcess.of(command, NICENESS)
              .directory(log.getParent().toFile())
              .redirectError(ProcessBuilder.Redirect.to(log.toFile()));
      // Native memory of ONNX Runtime grows by an arena per thread otherwise.
      builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
      Process process = builder.start();
      worker = new WarmProcess(process, process.inputReader(StandardCharsets.UTF_8));
    }
  }

  @Override
  public synchronized Job start(JobSpec spec) throws IOException {
    warmUp();
    FastWorkerJob job = new FastWorkerJob(spec.training(), worker, LogTail.from(log));
    job.order(Path.of(spec.work()).resolve(JobSpec.FILE).toString());
    return job;
  }

  /** Ends the process, and with it the job that runs. */
  @Override
  public synchronized void close() {
    closed = true;
    if (worker != null) {
      worker.process().destroy();
    }
  }
}
