package io.mapache.trainer.trainings;

import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobSpec;
import java.io.IOException;
import java.util.function.Consumer;

/** Runs training jobs under the job contract. */
public interface Jobs {

  /** Starts the job that {@code job.json} in the work folder of the spec describes. */
  Job start(JobSpec spec) throws IOException;

  /** A started job. */
  interface Job {

    /**
     * Returns when the job has ended. If the waiting thread is interrupted, the job is stopped.
     *
     * @param progress called on the waiting thread, in order
     */
    End await(Consumer<JobProgress> progress) throws InterruptedException;

    /** Asks the job to end, and sees to it after 3 s; returns at once. Any thread, any number. */
    void stop();
  }

  /**
   * How a job ended.
   *
   * @param lastWords what the job said last on its standard error; may be empty
   */
  record End(JobExit exit, int status, String lastWords) {

    /** The shell's way to tell a signal: 137 for SIGKILL, 134 for a JVM that crashed. */
    private static final int SIGNALS = 128;

    static final int SIGKILL = 9;

    /** Whether a signal ended it, and not its own decision. */
    public boolean killed() {
      return status > SIGNALS;
    }

    int signal() {
      return status - SIGNALS;
    }
  }
}
