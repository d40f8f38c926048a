package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.ReplayResult;
import io.mapache.contracts.training.ReplaySpec;
import io.mapache.training.ImageNet;
import io.mapache.training.process.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  @TempDir static Path root;

  private static JobHarness jobs;
  private static BlobStore blobs;
  private static Candidate frozen;
  private static Candidate tuned;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeAll
  static void trainOnce() throws IOException {
    jobs = new JobHarness(root);
    blobs = new FolderBlobStore(jobs.blobs());
    ImageNet.provide(jobs.home());
    JobHarness.Ran ran = jobs.run(jobs.spec("once", jobs.dataset().manifest()));
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    JobResult result = jobs.result("once");
    frozen = result.candidates().get(0);
    tuned = result.candidates().get(1);
  }

  @Test
  void aVersionTrainedAgainIsTheSameToTheLastBit() throws IOException {
    for (Candidate candidate : new Candidate[] {frozen, tuned}) {
      long before = bundles();
      ReplayResult result = replay(candidate.bundle());
      assertThat(result.identical()).as(candidate.kind()).isTrue();
      assertThat(result.kind()).isEqualTo(candidate.kind());
      assertThat(result.replayedHead()).isEqualTo(candidate.head());
      assertThat(result.replayedBase()).isEqualTo(candidate.base());
      assertThat(result.largestDifference()).isZero();
      assertThat(result.likelyCause()).isNull();
      assertThat(bundles()).as("nothing is published").isEqualTo(before);
    }
  }

  @Test
  void anotherResultIsToldWithItsLargestDifferenceAndALikelyCause() throws IOException {
    ObjectNode bundle =
        (ObjectNode)
            Json.mapper()
                .readTree(blobs.read(BlobKind.BUNDLE, frozen.bundle().hex()).orElseThrow());
    ((ObjectNode) bundle.get("recipe")).put("seed", 6);
    Digest other = new Digest(blobs.put(BlobKind.BUNDLE, Json.bytes(bundle)).digest());
    ReplayResult result = replay(other);
    assertThat(result.identical()).isFalse();
    assertThat(result.replayedBase()).isEqualTo(result.base());
    assertThat(result.largestDifference()).isBetween(1e-3, 1.0);
    assertThat(result.likelyCause()).contains("another kind of CPU");
  }

  @Test
  void aVersionWhoseBundleIsGoneIsBadInput() throws IOException {
    assertThat(run(Digest.of("nowhere"))).isEqualTo(JobExit.BAD_INPUT);
    assertThat(errors.toString(StandardCharsets.UTF_8)).contains("is not in the blob store");
  }

  private static long bundles() throws IOException {
    try (var files = Files.walk(jobs.blobs().resolve(BlobKind.BUNDLE.folder()))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private ReplayResult replay(Digest bundle) throws IOException {
    assertThat(run(bundle)).as(errors.toString(StandardCharsets.UTF_8)).isEqualTo(JobExit.DONE);
    return Json.read(
        Files.readAllBytes(work(bundle).resolve(ReplayResult.FILE)), ReplayResult.class);
  }

  private JobExit run(Digest bundle) throws IOException {
    Path work = Files.createDirectories(work(bundle));
    ReplaySpec spec =
        new ReplaySpec(
            bundle,
            frozen.bundle(),
            jobs.blobs().toString(),
            work.toString(),
            jobs.home().toString());
    Path file = Files.write(work.resolve(ReplaySpec.FILE), Json.bytes(spec));
    return new Replay(
            new Cancellation(),
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8))
        .run(file, understood -> {});
  }

  private static Path work(Digest bundle) {
    return root.resolve("replay").resolve(bundle.hex());
  }
}
