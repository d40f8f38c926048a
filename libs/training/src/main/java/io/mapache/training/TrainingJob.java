package io.mapache.training;

import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobSpec;
import io.mapache.training.job.Job;
import io.mapache.training.job.Kept;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.Ending;
import io.mapache.xception.network.djl.NativeFolder;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The training job: {@code java … io.mapache.training.TrainingJob job.json}, the same as child
 * process and as Kubernetes Job.
 *
 * <ul>
 *   <li>{@code job.json}: a {@link JobSpec}
 *   <li>standard output: one JSON line an event, {@link io.mapache.contracts.training.JobProgress},
 *       and nothing else
 *   <li>standard error: logs; the last line says in a sentence why a job ended early
 *   <li>work folder: checkpoints; {@link io.mapache.contracts.training.JobResult} last, atomically
 *   <li>exit status: {@link JobExit}; SIGTERM, or the end of the standard input if the job asks for
 *       it, ends the job within 3 s; started again on the same folder it goes on
 * </ul>
 */
public final class TrainingJob {

  private TrainingJob() {}

  public static void main(String[] arguments) {
    PrintStream lines = System.out;
    // Whatever a library prints must not end up between the events.
    System.setOut(System.err);
    Cancellation cancellation = new Cancellation();
    Ending ending = new Ending(cancellation::request);
    ending.onSignals();
    ending.end(run(arguments, cancellation, ending, lines));
  }

  private static JobExit run(
      String[] arguments, Cancellation cancellation, Ending ending, PrintStream lines) {
    if (arguments.length != 1) {
      System.err.println(
          "arguments: %d (expected: one, the path of job.json)".formatted(arguments.length));
      return JobExit.BAD_INPUT;
    }
    try {
      return new Job(cancellation, lines, System.err, new Kept())
          .run(
              Path.of(arguments[0]),
              spec -> {
                NativeFolder.in(Path.of(spec.home()));
                watchParent(spec, ending);
              });
    } catch (Error e) {
      e.printStackTrace();
      return JobExit.BROKEN;
    }
  }

  private static void watchParent(JobSpec spec, Ending ending) {
    if (spec.endWithStdin()) {
      ending.onEndOf(System.in);
    }
  }
}
