package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.registry.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {

  @TempDir Path home;

  private Workbench workbench;

  private final Training training =
      Training.of(World.requested("t1"))
          .started(
              new TrainingStarted(
                  "t1",
                  "pets",
                  "pets",
                  Digest.of("manifest"),
                  List.of("cat", "dog"),
                  Map.of(),
                  Digest.of("weights").hex(),
                  Digest.of("parent"),
                  Digest.of("champion"),
                  Map.of("kitty", "cat"),
                  Instant.EPOCH));

  @BeforeEach
  void open() {
    workbench = new Workbench(home, "/blobs", new JobSpec.Limits(60, 4000));
  }

  @Test
  void theJobReadsWhatItIsToldFromItsWorkFolder() throws IOException {
    JobSpec spec = workbench.prepare(training);

    Path folder = home.resolve("work").resolve("t1");
    assertThat(Json.read(Files.readAllBytes(folder.resolve("job.json")), JobSpec.class))
        .isEqualTo(spec);
    assertThat(spec.base()).isEqualTo(Digest.of("weights").hex());
    assertThat(spec.parent()).isEqualTo(Digest.of("parent"));
    assertThat(spec.champion()).isEqualTo(Digest.of("champion"));
    assertThat(spec.renamed()).containsExactly(Map.entry("kitty", "cat"));
    assertThat(spec.limits()).isEqualTo(new JobSpec.Limits(60, 4000));
    assertThat(spec.work()).isEqualTo(folder.toString());
    assertThat(spec.endWithStdin()).isTrue();
  }

  @Test
  void aResultOfAnotherSnapshotIsNone() throws IOException {
    workbench.prepare(training);
    leave(Results.result("t1", Digest.of("another manifest"), null));
    assertThat(workbench.result(training)).isEmpty();

    leave(Results.result("t1", Digest.of("manifest"), null));
    assertThat(workbench.result(training)).isPresent();
  }

  @Test
  void aResultThatCannotBeReadIsSaidToBeDamaged() throws IOException {
    workbench.prepare(training);
    Files.writeString(workbench.folder("t1").resolve(JobResult.FILE), "{\"training\":");

    assertThatThrownBy(() -> workbench.result(training))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("result.json is damaged");
  }

  private void leave(JobResult result) throws IOException {
    Files.write(workbench.folder("t1").resolve(JobResult.FILE), Json.bytes(result));
  }
}
