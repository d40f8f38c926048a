package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.JobEnded;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.training.FastWorker;
import io.mapache.training.ImageNet;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of the fast lane, as the trainer sees it. */
class FastWorkerTest {

  private static final Duration PROMISED = Duration.ofSeconds(3);

  @TempDir Path root;

  private JobHarness jobs;
  private Process process;
  private BufferedReader lines;

  @BeforeEach
  void start() throws IOException {
    jobs = new JobHarness(root);
    ImageNet.provide(jobs.home());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                FastWorker.class.getName())
            .redirectError(root.resolve("worker.log").toFile())
            .start();
    lines = process.inputReader(StandardCharsets.UTF_8);
  }

  @AfterEach
  void leaveNoProcessBehind() {
    process.destroyForcibly();
  }

  @Test
  void doesOneTrainingAfterTheOtherAndKeepsWhatIsKnown() throws Exception {
    Ran first = run(spec("first", jobs.dataset().manifest()));
    assertThat(first.end().exit()).as(first.end().lastWords()).isEqualTo(JobExit.DONE);
    assertThat(first.phases()).contains("weights", "features", "head", "export");

    Digest grown = jobs.dataset().add(Split.TRAIN, 100, 102).manifest();
    Ran second = run(spec("second", grown));

    assertThat(second.end().exit()).as(second.end().lastWords()).isEqualTo(JobExit.DONE);
    assertThat(second.features()).first().isEqualTo(0L);
    assertThat(second.features()).last().isEqualTo(44L);
    assertThat(second.features()).as("40 of them known").noneMatch(done -> done > 0 && done < 40);
    JobResult result = jobs.result("second");
    assertThat(result.candidates()).hasSize(1);
    System.out.printf("second training: %s%n", result.seconds());
    assertThat(Files.readString(root.resolve("worker.log"))).doesNotContain("WARN", "SEVERE");
    assertThat(jobs.home().resolve("djl")).as("libtorch").doesNotExist();
  }

  @Test
  void aCancelledTrainingEndsWithinThreeSecondsAndGoesOnInTheSameProcess() throws Exception {
    JobSpec spec = spec("cancelled", jobs.dataset().add(Split.TRAIN, 200, 300).manifest());
    order(jobs.write(spec).toString());
    readUntil(line -> line.contains("\"phase\":\"features\""));

    long asked = System.nanoTime();
    order(FastWorker.CANCEL);
    Ran cut = readToTheEnd();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMISED);
    assertThat(cut.end().exit()).isEqualTo(JobExit.CANCELLED);

    Ran rest = run(spec);
    assertThat(rest.end().exit()).as(rest.end().lastWords()).isEqualTo(JobExit.DONE);
  }

  @Test
  void saysWhyItRefusesAndGoesOn() throws Exception {
    Ran full = run(jobs.spec("full", jobs.dataset().manifest()));
    assertThat(full.end().exit()).isEqualTo(JobExit.BAD_INPUT);
    assertThat(full.end().lastWords()).contains("training full fine-tunes");

    Digest nowhere = Digest.of("nowhere");
    Ran second = run(spec("lost", nowhere));
    assertThat(second.end().exit()).isEqualTo(JobExit.BAD_INPUT);
    assertThat(second.end().lastWords()).contains("manifest " + nowhere);
  }

  @Test
  void endsWhenItsParentIsGone() throws Exception {
    long gone = System.nanoTime();
    process.getOutputStream().close();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(PROMISED);
    assertThat(process.exitValue()).isEqualTo(JobExit.CANCELLED.status());
  }

  private JobSpec spec(String training, Digest manifest) {
    return jobs.spec(training, manifest, JobHarness.frozenOnly(), null);
  }

  private Ran run(JobSpec spec) throws IOException {
    order(jobs.write(spec).toString());
    return readToTheEnd();
  }

  private void order(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private void readUntil(Predicate<String> there) throws IOException {
    String line = lines.readLine();
    while (line != null && !there.test(line)) {
      line = lines.readLine();
    }
  }

  /** Every line before the last is progress, or this throws. */
  private Ran readToTheEnd() throws IOException {
    List<JobProgress> progress = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JobEnded end = Json.read(line, JobEnded.class);
      if (end.exit() != null) {
        return new Ran(progress, end);
      }
      progress.add(Json.read(line, JobProgress.class));
    }
    throw new AssertionError(Files.readString(root.resolve("worker.log")));
  }

  private record Ran(List<JobProgress> progress, JobEnded end) {

    List<String> phases() {
      return progress.stream().map(JobProgress::phase).distinct().toList();
    }

    List<Long> features() {
      return progress.stream()
          .filter(line -> line.phase().equals("features"))
          .map(JobProgress::done)
          .toList();
    }
  }
}
