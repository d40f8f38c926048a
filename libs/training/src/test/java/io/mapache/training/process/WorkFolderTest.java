package io.mapache.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.training.JobExit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  @TempDir Path folder;

  @Test
  void isHeldByOneJobAtATime() throws IOException {
    try (WorkFolder held = take(Duration.ofSeconds(1))) {
      assertThat(held.path()).isEqualTo(folder);
      assertThatThrownBy(() -> take(Duration.ZERO))
          .isInstanceOfSatisfying(
              JobEnd.class, end -> assertThat(end.exit()).isEqualTo(JobExit.RESOURCES))
          .hasMessageContaining("another training job");
    }
    take(Duration.ZERO).close();
  }

  @Test
  void waitsForItsPredecessorToEnd() throws Exception {
    WorkFolder held = take(Duration.ZERO);
    CompletableFuture<WorkFolder> successor =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return take(Duration.ofSeconds(30));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    held.close();
    successor.get(30, TimeUnit.SECONDS).close();
  }

  @Test
  void aFileIsTheOldOneUntilItIsTheNewOne() throws IOException {
    try (WorkFolder work = take(Duration.ZERO)) {
      work.write("a", new byte[] {1, 2, 3});
      work.write("a", new byte[] {4});
      assertThat(Files.readAllBytes(work.file("a"))).containsExactly(4);
      assertThat(work.has("a.tmp")).isFalse();
    }
  }

  @Test
  void keepsNumbersInTheirOrder() throws IOException {
    try (WorkFolder work = take(Duration.ZERO)) {
      assertThat(work.readNumbers("seconds.json")).isEmpty();
      Map<String, Double> seconds = new LinkedHashMap<>();
      seconds.put("weights", 1.5);
      seconds.put("features", 2.0);
      seconds.put("export", 0.25);
      work.writeJson("seconds.json", seconds);
      assertThat(work.readNumbers("seconds.json")).containsExactlyEntriesOf(seconds);
    }
  }

  @Test
  void removesAFolderWithAllThatIsInIt() throws IOException {
    try (WorkFolder work = take(Duration.ZERO)) {
      Files.createDirectories(work.file("fine-tune/deeper"));
      work.write("fine-tune/deeper/a", new byte[] {1});
      work.delete("fine-tune");
      assertThat(work.has("fine-tune")).isFalse();
      work.delete("never there");
    }
  }

  private WorkFolder take(Duration wait) throws IOException {
    return WorkFolder.take(folder, wait, new Cancellation());
  }
}
