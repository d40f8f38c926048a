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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastWorkerJobsTest {

  @TempDir Path root;

  private FastWorkerJobs jobs;

  @BeforeEach
  void open() {
    jobs =
        new FastWorkerJobs(
            new JobCommand(
                System.getProperty("java.class.path"),
                CannedWorker.class.getName(),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1")),
            root.resolve("work").resolve("fast-worker.log"));
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void oneProcessDoesOneJobAfterTheOther() throws Exception {
    List<JobProgress> seen = new ArrayList<>();

    Jobs.End first = jobs.start(spec("t1", CannedJob.QUICK)).await(seen::add);
    Jobs.End second = jobs.start(spec("t2", CannedJob.QUICK)).await(seen::add);

    assertThat(first).isEqualTo(new Jobs.End(JobExit.DONE, 0, ""));
    assertThat(second).isEqualTo(first);
    assertThat(seen).extracting(JobProgress::epoch).containsExactly(1, 2, 1, 2);
    assertThat(work("t2").resolve(JobResult.FILE)).exists();
    assertThat(starts("t2")).isEqualTo(starts("t1"));
  }

  @Test
  void aRefusalComesWithWhatThisJobSaidAndTheNextIsDone() throws Exception {
    Jobs.End refused = jobs.start(spec("t1", CannedJob.BAD_INPUT)).await(progress -> {});
    Jobs.End again = jobs.start(spec("t2", CannedJob.BAD_INPUT)).await(progress -> {});
    Jobs.End done = jobs.start(spec("t3", CannedJob.QUICK)).await(progress -> {});

    assertThat(refused)
        .isEqualTo(new Jobs.End(JobExit.BAD_INPUT, 2, "class 'dog' has no image in validation"));
    assertThat(again).isEqualTo(refused);
    assertThat(done.exit()).isEqualTo(JobExit.DONE);
    assertThat(starts("t3")).isEqualTo(starts("t1"));
  }

  @Test
  void aStoppedJobIsCancelledAndItsProcessStays() throws Exception {
    Jobs.Job job = jobs.start(spec("t1", CannedJob.WAITING));

    Jobs.End end = job.await(progress -> job.stop());
    jobs.start(spec("t2", CannedJob.QUICK)).await(progress -> {});

    assertThat(end.exit()).isEqualTo(JobExit.CANCELLED);
    assertThat(starts("t2")).isEqualTo(starts("t1"));
  }

  @Test
  void aProcessThatIsDeafIsKilledAfterThreeSecondsAndTheNextJobHasANewOne() throws Exception {
    Jobs.Job job = jobs.start(spec("t1", CannedJob.DEAF));

    Jobs.End end = job.await(progress -> job.stop());
    Jobs.End next = jobs.start(spec("t2", CannedJob.QUICK)).await(progress -> {});

    assertThat(end.killed()).isTrue();
    assertThat(next.exit()).isEqualTo(JobExit.DONE);
    assertThat(starts("t2")).isNotEqualTo(starts("t1"));
  }

  @Test
  void aJobWhoseProcessWasKilledGoesOnInANewOne() throws Exception {
    JobSpec spec = spec("t1", CannedWorker.DYING);

    Jobs.End killed = jobs.start(spec).await(progress -> {});
    Jobs.End done = jobs.start(spec).await(progress -> {});

    assertThat(killed.killed()).isTrue();
    assertThat(done.exit()).isEqualTo(JobExit.DONE);
    assertThat(starts("t1")).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void theProcessEndsWithTheTrainer() throws Exception {
    jobs.warmUp();
    jobs.start(spec("t1", CannedJob.QUICK)).await(progress -> {});
    long process = Long.parseLong(starts("t1").get(0));

    jobs.close();

    await()
        .atMost(10, SECONDS)
        .until(() -> ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
  }

  private List<String> starts(String training) throws IOException {
    return Files.readAllLines(work(training).resolve(CannedJob.STARTS));
  }

  private Path work(String training) {
    return root.resolve("work").resolve(training);
  }

  private JobSpec spec(String training, long seed) throws IOException {
    Files.createDirectories(work(training));
    JobSpec spec =
        new JobSpec(
            training,
            "pets",
            "pets",
            Digest.of("manifest"),
            CannedJob.recipe(seed).frozenOnly(),
            JobSpec.IMAGENET,
            null,
            null,
            Map.of(),
            null,
            root.toString(),
            work(training).toString(),
            root.toString(),
            true);
    Files.write(work(training).resolve(JobSpec.FILE), Json.bytes(spec));
    return spec;
  }
}
