package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.ExportResult;
import io.mapache.contracts.training.ExportSpec;
import io.mapache.contracts.training.JobExit;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.graph.Names;
import io.mapache.models.session.BaseSession;
import io.mapache.training.ImageNet;
import io.mapache.training.bundle.GoldenPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {

  @TempDir static Path root;

  private static JobHarness jobs;
  private static BlobStore blobs;
  private static Candidate candidate;

  @TempDir Path folder;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private Path target;

  @BeforeAll
  static void trainOnce() throws IOException {
    jobs = new JobHarness(root);
    blobs = new FolderBlobStore(jobs.blobs());
    ImageNet.provide(jobs.home());
    JobHarness.Ran ran =
        jobs.run(jobs.spec("once", jobs.dataset().manifest(), JobHarness.frozenOnly(), null));
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    candidate = jobs.result("once").candidates().get(0);
  }

  @BeforeEach
  void inAFolderOfItsOwn() throws IOException {
    target = Files.createDirectories(folder.resolve("exported")).resolve("model.onnx");
  }

  @Test
  void oneFileAnswersFromPixelsToProbabilities() throws IOException {
    assertThat(export(candidate.bundle())).isEqualTo(JobExit.DONE);

    Golden golden = Golden.parse(blob(bundle().golden()));
    byte[] png = golden.examples().get(0).png();
    try (BaseSession model = BaseSession.load(target, 1)) {
      assertThat(model.outputs()).containsExactlyInAnyOrder(Names.LOGITS, Names.PROBABILITIES);
      FloatBuffer image = model.images(1).put(0, GoldenPictures.pixels(png, model.imageSize()));
      FloatBuffer out = model.buffer(Names.PROBABILITIES, 1);
      model.compute(image, 1, Map.of(Names.PROBABILITIES, out));
      assertThat(new float[] {out.get(0), out.get(1)})
          .containsExactly(golden.examples().get(0).probabilities(), within(1e-5f));
    }
    assertThat(folder.resolve("exported")).isDirectoryContaining(target::equals);
    assertThat(Files.list(folder.resolve("exported"))).hasSize(1);
  }

  @Test
  void theFileSaysWhatItIsAndWhereItComesFrom() throws IOException {
    assertThat(export(candidate.bundle())).isEqualTo(JobExit.DONE);

    try (BaseSession model = BaseSession.load(target, 1)) {
      assertThat(model.metadata())
          .containsEntry("model", "pets")
          .containsEntry("version", "3")
          .containsEntry("labels", "[\"dots\",\"stripes\"]")
          .containsEntry("image.size", "71")
          .containsEntry("bundle.digest", candidate.bundle().hex())
          .containsEntry("base.digest", candidate.base().hex())
          .containsEntry("head.digest", candidate.head().hex())
          .containsEntry("weights.digest", bundle().weights())
          .containsKeys("license", "temperature");
    }
  }

  @Test
  void theResultTellsHowTheFileAnswers() throws IOException {
    export(candidate.bundle());

    ExportResult result =
        Json.read(Files.readAllBytes(folder.resolve(ExportResult.FILE)), ExportResult.class);
    assertThat(result.file()).isEqualTo(target.toString());
    assertThat(result.bytes()).isEqualTo(Files.size(target));
    assertThat(result.digest()).isEqualTo(Digest.of(Files.readAllBytes(target)));
    assertThat(result.classes()).containsExactly("dots", "stripes");
    assertThat(result.imageSize()).isEqualTo(71);
    assertThat(result.examples()).isEqualTo(8);
    assertThat(result.largestDifference()).isLessThan(1e-5);
  }

  @Test
  void aFileThatAnswersDifferentlyIsNotWritten() throws IOException {
    ObjectNode golden = (ObjectNode) Json.mapper().readTree(blob(bundle().golden()));
    ObjectNode example = (ObjectNode) golden.get("examples").get(2);
    double first = example.get("probabilities").get(0).asDouble();
    example.putArray("probabilities").add(first + 2e-4).add(1 - first - 2e-4);
    Digest other = with("golden", blobs.put(BlobKind.BUNDLE, Json.bytes(golden)).digest());
    Files.writeString(target, "what was there");

    assertThat(export(other)).isEqualTo(JobExit.BROKEN);

    assertThat(said()).contains("does not answer as the version", "example 2");
    assertThat(target).hasContent("what was there");
    assertThat(Files.list(folder.resolve("exported"))).hasSize(1);
  }

  @Test
  void blobsThatAreGoneOrDamagedAreBadInput() throws IOException {
    assertThat(export(Digest.of("nowhere"))).isEqualTo(JobExit.BAD_INPUT);
    assertThat(said()).contains("is not in the blob store");

    byte[] head = blob(candidate.head().hex());
    Path file =
        blobs
            .file(
                BlobKind.BUNDLE,
                blobs.put(BlobKind.BUNDLE, "x".getBytes(StandardCharsets.UTF_8)).digest())
            .orElseThrow();
    Digest other = with("head", file.getFileName().toString());
    Files.write(file, head);
    assertThat(export(other)).isEqualTo(JobExit.BAD_INPUT);
    assertThat(said()).contains("is damaged");
    assertThat(target).doesNotExist();
  }

  /** The same bundle, but for one of its fields. */
  private static Digest with(String field, String value) throws IOException {
    ObjectNode bundle = (ObjectNode) Json.mapper().readTree(blob(candidate.bundle().hex()));
    bundle.put(field, value);
    return new Digest(blobs.put(BlobKind.BUNDLE, Json.bytes(bundle)).digest());
  }

  private static Bundle bundle() throws IOException {
    return Bundle.parse(blob(candidate.bundle().hex()));
  }

  private static byte[] blob(String digest) throws IOException {
    return blobs.read(BlobKind.BUNDLE, digest).orElseThrow();
  }

  private JobExit export(Digest bundle) throws IOException {
    ExportSpec spec =
        new ExportSpec(
            "pets", 3, bundle, jobs.blobs().toString(), folder.toString(), target.toString());
    Path file = Files.write(folder.resolve(ExportSpec.FILE), Json.bytes(spec));
    return new Export(new PrintStream(errors, true, StandardCharsets.UTF_8)).run(file);
  }

  private String said() {
    return errors.toString(StandardCharsets.UTF_8);
  }
}
