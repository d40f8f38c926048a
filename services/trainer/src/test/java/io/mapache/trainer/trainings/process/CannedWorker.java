package io.mapache.trainer.trainings.process;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobEnded;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process of the fast lane that honours its contract and computes nothing. The seed of the recipe
 * says what it does, as for {@link CannedJob}.
 */
public final class CannedWorker {

  /** Dies like one that the system has killed, once; the next time it works. */
  public static final long DYING = 5;

  private CannedWorker() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JobSpec spec = Json.read(Files.readAllBytes(Path.of(line)), JobSpec.class);
      Path starts = Path.of(spec.work()).resolve(CannedJob.STARTS);
      Files.writeString(
          starts,
          ProcessHandle.current().pid() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      CannedJob.epoch(1);
      JobEnded ended = work(spec, Files.readAllLines(starts).size(), in);
      CannedJob.OUT.println(Json.text(ended));
    }
  }

  private static JobEnded work(JobSpec spec, int start, BufferedReader in) throws IOException {
    long seed = spec.recipe().seed();
    if (seed == DYING && start == 1) {
      Runtime.getRuntime().halt(128 + 9);
    }
    if (seed == CannedJob.BAD_INPUT) {
      System.err.println("class 'dog' has no image in validation");
      return new JobEnded(JobExit.BAD_INPUT, "class 'dog' has no image in validation");
    }
    if (seed == CannedJob.DEAF) {
      while (in.readLine() != null) {}
    }
    if (seed == CannedJob.WAITING && start == 1) {
      String order = in.readLine();
      if (order == null) {
        Runtime.getRuntime().halt(JobExit.CANCELLED.status());
      }
      return new JobEnded(JobExit.CANCELLED, order);
    }
    CannedJob.epoch(2);
    CannedJob.leaveResult(spec, Path.of(spec.work()));
    return new JobEnded(JobExit.DONE, "");
  }
}
