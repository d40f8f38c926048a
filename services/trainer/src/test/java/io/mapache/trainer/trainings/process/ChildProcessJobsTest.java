package io.mapache.trainer.trainings.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.trainings.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessJobsTest {

  @TempDir Path work;

  private final ChildProcessJobs jobs = new ChildProcessJobs(JobParent.command());

  @Test
  void progressComesLineByLineAndOtherWordsArePassedOver() throws Exception {
    List<JobProgress> seen = new ArrayList<>();

    Jobs.End end = jobs.start(spec(CannedJob.QUICK)).await(seen::add);

    assertThat(end).isEqualTo(new Jobs.End(JobExit.DONE, 0, ""));
    assertThat(seen).extracting(JobProgress::epoch).containsExactly(1, 2);
    assertThat(work.resolve(JobResult.FILE)).exists();
  }

  @Test
  void aRefusalComesWithWhatTheJobSaid() throws Exception {
    Jobs.End end = jobs.start(spec(CannedJob.BAD_INPUT)).await(progress -> {});

    assertThat(end)
        .isEqualTo(new Jobs.End(JobExit.BAD_INPUT, 2, "class 'dog' has no image in validation"));
  }

  @Test
  void lastWordsOfAnEarlierStartAreNotThisOnes() throws Exception {
    Files.writeString(work.resolve(ChildProcessJobs.LOG_FILE), "words of yesterday\n");

    Jobs.End end = jobs.start(spec(CannedJob.BAD_INPUT)).await(progress -> {});

    assertThat(end.lastWords()).isEqualTo("class 'dog' has no image in validation");
  }

  @Test
  void aStoppedJobIsCancelled() throws Exception {
    Jobs.Job job = jobs.start(spec(CannedJob.WAITING));

    Jobs.End end = job.await(progress -> job.stop());

    assertThat(end.exit()).isEqualTo(JobExit.CANCELLED);
  }

  @Test
  void aJobThatIsDeafToBeingStoppedIsKilledAfterThreeSeconds() throws Exception {
    Jobs.Job job = jobs.start(spec(CannedJob.DEAF));

    Jobs.End end = job.await(progress -> job.stop());

    assertThat(end.exit()).isEqualTo(JobExit.BROKEN);
    assertThat(end.status()).isEqualTo(128 + 9);
  }

  @Test
  void aJobThatWasStoppedWorksOnInItsFolder() throws Exception {
    Jobs.Job first = jobs.start(spec(CannedJob.WAITING));
    first.await(progress -> first.stop());
    Files.createFile(work.resolve(CannedJob.GO));

    Jobs.End end = jobs.start(spec(CannedJob.WAITING)).await(progress -> {});

    assertThat(end.exit()).isEqualTo(JobExit.DONE);
    assertThat(work.resolve(CannedJob.STARTS)).content().hasLineCount(2);
  }

  @Test
  void aJobEndsWhenItsParentIsKilled() throws Exception {
    JobSpec spec = spec(CannedJob.WAITING);
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                JobParent.class.getName(),
                work.resolve(JobSpec.FILE).toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("parent.log").toFile())
            .start();
    await().atMost(20, SECONDS).until(() -> Files.exists(work.resolve(CannedJob.STARTS)));
    long job = Long.parseLong(Files.readString(work.resolve(CannedJob.STARTS)).strip());
    assertThat(spec.endWithStdin()).isTrue();

    parent.destroyForcibly().waitFor();

    await()
        .atMost(10, SECONDS)
        .until(() -> ProcessHandle.of(job).filter(ProcessHandle::isAlive).isEmpty());
  }

  private JobSpec spec(long seed) throws IOException {
    JobSpec spec =
        new JobSpec(
            "t1",
            "pets",
            "pets",
            Digest.of("manifest"),
            CannedJob.recipe(seed),
            JobSpec.IMAGENET,
            null,
            null,
            Map.of(),
            null,
            work.toString(),
            work.toString(),
            work.toString(),
            true);
    Files.write(work.resolve(JobSpec.FILE), Json.bytes(spec));
    return spec;
  }
}
