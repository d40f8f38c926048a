package io.mapache.training.job;

import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.LimitsWatch;
import io.mapache.training.process.Phase;
import io.mapache.training.process.ProgressLines;
import io.mapache.training.process.WorkFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A training job within its process: from {@code job.json} to an exit status and a sentence. */
public final class Job {

  private static final System.Logger LOG = System.getLogger(Job.class.getName());
  private static final Duration PREDECESSOR_MAY_TAKE = Duration.ofSeconds(10);

  private final Cancellation cancellation;
  private final PrintStream lines;
  private final PrintStream errors;
  private final Kept kept;

  /**
   * @param lines progress, one JSON line an event, and nothing else
   * @param errors gets the sentence that says why a job ended early, as its last line
   * @param kept from an earlier job of this process, and for a later one
   */
  public Job(Cancellation cancellation, PrintStream lines, PrintStream errors, Kept kept) {
    this.cancellation = cancellation;
    this.lines = lines;
    this.errors = errors;
    this.kept = kept;
  }

  /**
   * Does the job, as far as an earlier run has not.
   *
   * @param file {@code job.json}
   * @param onSpec told what the file says, before any work
   */
  public JobExit run(Path file, Consumer<JobSpec> onSpec) {
    try {
      JobSpec spec = JobFile.read(file);
      onSpec.accept(spec);
      train(spec);
      return JobExit.DONE;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return ended(e);
    }
  }

  private void train(JobSpec spec) throws IOException {
    Path folder = Path.of(spec.work());
    if (Files.exists(folder.resolve(JobResult.FILE))) {
      return;
    }
    try (WorkFolder work = WorkFolder.take(folder, PREDECESSOR_MAY_TAKE, cancellation);
        LimitsWatch watch = LimitsWatch.start(spec.limits(), work, cancellation)) {
      if (!work.has(JobResult.FILE)) {
        Phase.Course course = new Phase.Course(new ProgressLines(lines), cancellation);
        JobResult result = Training.run(spec, work, course, kept);
        LOG.log(
            System.Logger.Level.INFO,
            "training {0} is done: {1} proposed, seconds by stage {2}",
            spec.training(),
            result.best().kind(),
            result.seconds());
      }
    }
  }

  private JobExit ended(Throwable why) {
    JobEnd end = Causes.end(why);
    if (end.exit() == JobExit.BROKEN) {
      LOG.log(System.Logger.Level.ERROR, "training failed", why);
    }
    errors.println(end.getMessage());
    return end.exit();
  }
}
