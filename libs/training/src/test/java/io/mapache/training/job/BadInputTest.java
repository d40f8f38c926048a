package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.blobs.BlobKind;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobSpec;
import io.mapache.training.ImageNet;
import io.mapache.training.TinyDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal is exit status 2 and a sentence that names what is wrong. */
class BadInputTest {

  @TempDir Path root;

  private JobHarness jobs;

  @BeforeEach
  void start() {
    jobs = new JobHarness(root);
  }

  @Test
  void noJobFile() {
    JobHarness.Ran ran = jobs.run(root.resolve("job.json"), line -> false);
    assertThat(ran.exit()).isEqualTo(JobExit.BAD_INPUT);
    assertThat(ran.sentence()).contains("job.json cannot be read");
  }

  @Test
  void aJobFileThatIsNoJson() throws IOException {
    assertThat(refusal("{ \"training\": ")).contains("job.json cannot be read");
  }

  @Test
  void aMissingField() throws IOException {
    assertThat(refusal("{\"training\": \"t\"}")).contains("`model` is missing");
  }

  @Test
  void aMisspeltKeyOfTheRecipe() throws IOException {
    assertThat(refusal("{\"recipe\": {\"imageSise\": 150}}"))
        .contains("imageSise")
        .contains("did you mean 'imageSize'");
  }

  @Test
  void aDeviceThatIsNotThere() throws IOException {
    String json = Json.text(jobs.spec("t", Digest.of("m"))).replace("\"cpu\"", "\"cuda\"");
    assertThat(refusal(json)).contains("device: cuda").contains("Set device: cpu");
  }

  @Test
  void aManifestThatIsNotInTheStore() throws IOException {
    Digest nowhere = Digest.of("nowhere");
    assertThat(refusal(jobs.spec("t", nowhere)))
        .contains("manifest " + nowhere)
        .contains("not in the blob store");
  }

  @Test
  void oneClassOnly() throws IOException {
    TinyDataset dataset = new TinyDataset(jobs.blobs());
    dataset.add(new byte[] {1}, "dots", Split.TRAIN);
    Digest manifest = dataset.manifest(List.of("dots"));
    assertThat(refusal(jobs.spec("t", manifest))).contains("expected: at least 2");
  }

  @Test
  void aClassWithoutAnImageToValidateOn() throws IOException {
    TinyDataset dataset = new TinyDataset(jobs.blobs()).add(Split.TRAIN, 0, 2);
    dataset.add(new byte[] {1}, "dots", Split.VALIDATION);
    assertThat(refusal(jobs.spec("t", dataset.manifest())))
        .contains("class 'stripes' has no validation image")
        .contains("Add images of 'stripes'");
  }

  @Test
  void aLabelThatTheHeaderDoesNotName() throws IOException {
    TinyDataset dataset = jobs.dataset();
    Digest odd = dataset.add(new byte[] {1}, "squares", Split.TRAIN);
    assertThat(refusal(jobs.spec("t", dataset.manifest())))
        .contains("image " + odd)
        .contains("squares");
  }

  @Test
  void anImageThatIsNotInTheStore() throws IOException {
    ImageNet.provide(jobs.home());
    TinyDataset dataset = jobs.dataset();
    Digest image = dataset.images().get(5);
    Digest manifest = dataset.manifest();
    dataset.blobs().delete(BlobKind.IMAGE, image.hex());
    assertThat(refusal(jobs.spec("t", manifest)))
        .contains("image " + image)
        .contains("not in the blob store");
  }

  @Test
  void anImageThatIsNone() throws IOException {
    ImageNet.provide(jobs.home());
    TinyDataset dataset = jobs.dataset();
    Digest text =
        dataset.add("no image at all".getBytes(StandardCharsets.UTF_8), "dots", Split.TRAIN);
    assertThat(refusal(jobs.spec("t", dataset.manifest())))
        .contains("image " + text)
        .contains("cannot be decoded");
  }

  @Test
  void aDamagedImage() throws IOException {
    ImageNet.provide(jobs.home());
    TinyDataset dataset = jobs.dataset();
    String image = dataset.images().get(5).hex();
    Path file = dataset.blobs().file(BlobKind.IMAGE, image).orElseThrow();
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(refusal(jobs.spec("t", dataset.manifest()))).contains(image).contains("is damaged");
  }

  @Test
  void aChampionThatIsNotInTheStore() throws IOException {
    ImageNet.provide(jobs.home());
    Digest champion = Digest.of("champion");
    assertThat(
            refusal(jobs.spec("t", jobs.dataset().manifest(), JobHarness.frozenOnly(), champion)))
        .contains("bundle " + champion)
        .contains("train without this champion");
  }

  private String refusal(JobSpec spec) throws IOException {
    return refused(jobs.run(spec));
  }

  private String refusal(String json) throws IOException {
    return refused(jobs.run(Files.writeString(root.resolve("job.json"), json), line -> false));
  }

  private static String refused(JobHarness.Ran ran) {
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.BAD_INPUT);
    return ran.sentence();
  }
}
