package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobSpec;
import io.mapache.training.ImageNet;
import io.mapache.training.TrainingJob;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as a process of its own, as its parent sees it. */
class TrainingProcessTest {

  private static final Duration PROMISED = Duration.ofSeconds(3);

  @TempDir Path root;

  private Process process;

  @AfterEach
  void leaveNoProcessBehind() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void endsOnSigtermInTheMiddleOfFineTuningAndKeepsItsCheckpoint() throws Exception {
    JobHarness jobs = new JobHarness(root);
    ImageNet.provide(jobs.home());
    Path file = jobs.write(jobs.spec("terminated", jobs.dataset().manifest()));
    start(file);
    readUntil(line -> line.phase().equals("fine-tune") && line.valLoss() != null);
    long asked = System.nanoTime();
    process.toHandle().destroy(); // SIGTERM; Process.destroy would close our streams, too
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMISED);
    assertThat(process.exitValue()).isEqualTo(JobExit.CANCELLED.status());
    readToTheEnd();
    assertThat(jobs.work("terminated").resolve("fine-tune/epoch-1.checkpoint")).exists();
    assertThat(jobs.home().resolve("djl")).as("libtorch, in the home alone").isNotEmptyDirectory();
  }

  @Test
  void endsWhenItsParentIsGone() throws Exception {
    JobHarness jobs = new JobHarness(root);
    ImageNet.provide(jobs.home());
    JobSpec spec = jobs.spec("orphan", jobs.dataset().manifest());
    Path file = jobs.write(spec);
    Files.writeString(
        file, Json.text(spec).replace("\"endWithStdin\":false", "\"endWithStdin\":true"));
    start(file);
    readUntil(line -> line.phase().equals("features"));
    long gone = System.nanoTime();
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(PROMISED);
    assertThat(process.exitValue()).isEqualTo(JobExit.CANCELLED.status());
    readToTheEnd();
  }

  @Test
  void saysInItsLastLineWhyItEndedEarly() throws Exception {
    JobHarness jobs = new JobHarness(root);
    Digest nowhere = Digest.of("nowhere");
    start(jobs.write(jobs.spec("refused", nowhere)));
    List<String> errors = process.errorReader(StandardCharsets.UTF_8).lines().toList();
    assertThat(process.waitFor()).isEqualTo(JobExit.BAD_INPUT.status());
    assertThat(errors.get(errors.size() - 1)).contains("manifest " + nowhere);
    assertThat(readToTheEnd()).isEmpty();
  }

  private void start(Path jobFile) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TrainingJob.class.getName());
    command.add(jobFile.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("DJL_CACHE_DIR");
    process = builder.start();
  }

  private void readUntil(Predicate<JobProgress> there) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (there.test(Json.read(line, JobProgress.class))) {
        return;
      }
    }
    throw new AssertionError("the job ended early: " + process.errorReader().lines().toList());
  }

  /** Every line is progress, or this throws. */
  private List<JobProgress> readToTheEnd() {
    return process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .map(line -> Json.read(line, JobProgress.class))
        .toList();
  }
}
