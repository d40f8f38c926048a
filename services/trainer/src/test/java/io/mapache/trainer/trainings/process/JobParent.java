package io.mapache.trainer.trainings.process;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that starts the job of a {@code job.json} and waits for it: something to be killed. */
final class JobParent {

  private JobParent() {}

  public static void main(String[] args) throws Exception {
    JobSpec spec = Json.read(Files.readAllBytes(Path.of(args[0])), JobSpec.class);
    new ChildProcessJobs(command()).start(spec).await(progress -> {});
  }

  static JobCommand command() {
    return new JobCommand(
        System.getProperty("java.class.path"),
        CannedJob.class.getName(),
        List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
  }
}
