package io.mapache.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

  @TempDir Path home;
  private final List<Process> started = new ArrayList<>();
  private RunFiles runFiles;

  @BeforeEach
  void open() {
    runFiles = new RunFiles(home);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aProcessOfOursIsAliveUntilItEnds() throws Exception {
    Process ours = process(new Identity(home).marks(Part.INGEST));
    runFiles.write(running(Part.INGEST, ours.pid()));
    assertThat(runFiles.alive(Part.INGEST)).map(Running::pid).contains(ours.pid());
    ours.destroyForcibly().waitFor();
    assertThat(runFiles.alive(Part.INGEST)).isEmpty();
  }

  @Test
  void aNumberThatNowBelongsToAnotherProgramIsNotOurs() throws Exception {
    runFiles.write(running(Part.INGEST, process(List.of()).pid()));
    assertThat(runFiles.alive(Part.INGEST)).isEmpty();
  }

  @Test
  void anotherHomesProcessIsNotOurs() throws Exception {
    Process theirs = process(new Identity(home.resolve("other")).marks(Part.INGEST));
    runFiles.write(running(Part.INGEST, theirs.pid()));
    assertThat(runFiles.alive(Part.INGEST)).isEmpty();
  }

  @Test
  void aDamagedFileMeansThatThePartDoesNotRun() throws Exception {
    Files.createDirectories(home.resolve("run"));
    Files.writeString(home.resolve("run/ingest.json"), "{\"pid\":");
    assertThat(runFiles.alive(Part.INGEST)).isEmpty();
  }

  @Test
  void stoppingEndsOurProcessAndSaysSo() throws Exception {
    Process ours = process(new Identity(home).marks(Part.TRAINER));
    runFiles.write(running(Part.TRAINER, ours.pid()));
    List<String> said = new ArrayList<>();
    assertThat(new Stop(home, said::add).all()).containsExactly(Part.TRAINER);
    assertThat(ours.waitFor()).isNotZero();
    assertThat(said).hasSize(1).first().asString().startsWith("trainer    stopped in");
    assertThat(home.resolve("run/trainer.json")).doesNotExist();
  }

  /** Sleeps, with the marks in its command line. */
  private Process process(List<String> marks) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", "read -r never", "sleeper"));
    command.addAll(marks);
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private static Running running(Part part, long pid) {
    return new Running(part, pid, part.defaultPort(), Instant.EPOCH, Instant.EPOCH);
  }
}
