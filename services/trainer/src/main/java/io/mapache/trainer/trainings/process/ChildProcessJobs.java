package io.mapache.trainer.trainings.process;

import io.mapache.contracts.training.JobEnvironment;
import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.trainings.Jobs;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs jobs as child processes. A job's standard input stays open as long as this process lives:
 * its end is how a job learns that it is alone.
 */
public final class ChildProcessJobs implements Jobs {

  /** Name of the file with the standard error of all starts, in the work folder. */
  public static final String LOG_FILE = "job.log";

  private static final int NICENESS = 10;

  private final JobCommand command;

  public ChildProcessJobs(JobCommand command) {
    this.command = command;
  }

  @Override
  public Job start(JobSpec spec) throws IOException {
    Path work = Path.of(spec.work());
    LogTail log = LogTail.from(work.resolve(LOG_FILE));
    ProcessBuilder builder =
        JavaProcess.of(command, NICENESS, work.resolve(JobSpec.FILE).toString())
            .directory(work.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.log().toFile()));
    JobEnvironment.addTo(builder.environment());
    return new ChildProcessJob(spec.training(), builder.start(), log);
  }
}
