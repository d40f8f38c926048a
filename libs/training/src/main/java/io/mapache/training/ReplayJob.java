package io.mapache.training;

import io.mapache.contracts.training.JobExit;
import io.mapache.training.job.Replay;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.Ending;
import io.mapache.xception.network.djl.NativeFolder;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Trains a version again: {@code java … io.mapache.training.ReplayJob replay.json}. Standard
 * output, standard error and exit status are those of {@link TrainingJob}; the outcome is {@link
 * io.mapache.contracts.training.ReplayResult} in the work folder. The end of the standard input
 * ends it.
 */
public final class ReplayJob {

  private ReplayJob() {}

  public static void main(String[] arguments) {
    PrintStream lines = System.out;
    System.setOut(System.err);
    Cancellation cancellation = new Cancellation();
    Ending ending = new Ending(cancellation::request);
    ending.onSignals();
    ending.onEndOf(System.in);
    ending.end(run(Path.of(arguments[0]), new Replay(cancellation, lines, System.err)));
  }

  private static JobExit run(Path spec, Replay replay) {
    try {
      return replay.run(spec, understood -> NativeFolder.in(Path.of(understood.home())));
    } catch (Error e) {
      e.printStackTrace();
      return JobExit.BROKEN;
    }
  }
}
