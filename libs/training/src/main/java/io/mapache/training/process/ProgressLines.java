package io.mapache.training.process;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobProgress;
import java.io.PrintStream;

/** Writes a job's progress, one JSON line an event. Any number of threads. */
public final class ProgressLines {

  private final PrintStream out;

  public ProgressLines(PrintStream out) {
    this.out = out;
  }

  public void write(JobProgress progress) {
    String line = Json.text(progress);
    synchronized (out) {
      out.print(line + '\n'); // not println: one line feed on every platform
      out.flush();
    }
  }
}
