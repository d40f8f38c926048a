package io.mapache.trainer.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.event.TrainingRequested;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestWriter;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Results;
import io.mapache.trainer.trainings.TrainingLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 began with ImageNet's base, 2 with that of 1, 3 with that of 2. */
class LineageTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Digest WEIGHTS = Digest.of("tensors");

  @TempDir Path folder;

  private final ModelLog models = new ModelLog();
  private final TrainingLog trainings = new TrainingLog();
  private final Ancestry ancestry = new Ancestry(models, trainings);
  private final List<Exception> damages = new ArrayList<>();
  private BlobStore blobs;
  private Digest first;
  private Digest third;

  @BeforeEach
  void threeVersions() throws IOException {
    blobs = new FolderBlobStore(folder);
    first = manifest("a", "b");
    third = manifest("b", "c");
    version(1, null, null, first);
    version(2, 1, 1, Digest.of("a manifest that is gone"));
    version(3, 2, 1, third);
  }

  @Test
  void aVersionIsTracedToTheOffsetsOfItsImages() throws IOException {
    Lineage lineage = new Lineages(ancestry, blobs).of("pets", 3).orElseThrow();

    assertThat(lineage.bundle()).isEqualTo(bundle(3));
    assertThat(lineage.training()).isEqualTo("t3");
    assertThat(lineage.dataset()).isEqualTo("photos");
    assertThat(lineage.manifest()).isEqualTo(third);
    assertThat(lineage.recipe()).isEqualTo(Recipe.DEFAULT);
    assertThat(lineage.weights()).isEqualTo(WEIGHTS);
    assertThat(lineage.snapshot())
        .isEqualTo(
            new Lineage.Snapshot(
                "mapache.images",
                Map.of(0, 17L, 1, 4L),
                List.of("cat", "dog"),
                Map.of(Split.TRAIN, 2)));
    assertThat(lineage.parents())
        .extracting(Lineage.Ancestor::bundle)
        .containsExactly(bundle(2), bundle(1));
    assertThat(lineage.comparedWith().version()).isEqualTo(1);
  }

  @Test
  void whatIsGoneFromTheStoreIsLeftOut() throws IOException {
    Lineage lineage = new Lineages(ancestry, blobs).of("pets", 2).orElseThrow();

    assertThat(lineage.snapshot()).isNull();
    assertThat(lineage.weights()).isNull();
  }

  @Test
  void aVersionOfNobodyHasNoLineage() throws IOException {
    assertThat(new Lineages(ancestry, blobs).of("pets", 9)).isEmpty();
    assertThat(new Lineages(ancestry, blobs).of("cars", 1)).isEmpty();
  }

  @Test
  void imagesOfTheSnapshotAreLearnt() throws IOException {
    LearntImages images = learntImages();

    assertThat(images.had("pets", 1, Digest.of("a"))).isTrue();
    assertThat(images.had("pets", 1, Digest.of("b"))).isTrue();
    assertThat(images.had("pets", 1, Digest.of("c"))).isFalse();
  }

  @Test
  void whatAManifestThatIsGoneHeldMayHaveBeenLearntByAllThatCameOfIt() throws IOException {
    LearntImages images = learntImages();

    assertThat(images.had("pets", 2, Digest.of("x"))).isTrue();
    assertThat(images.had("pets", 3, Digest.of("x"))).isTrue();
    assertThat(images.had("pets", 9, Digest.of("x"))).isTrue();
  }

  @Test
  void whatADamagedManifestHeldMayHaveBeenLearntToo() throws IOException {
    Path stored = stored(first);
    byte[] content = Files.readAllBytes(stored);
    content[content.length / 2] ^= 1;
    Files.write(stored, content);

    assertThat(learntImages().had("pets", 1, Digest.of("x"))).isTrue();
    assertThat(damages).singleElement().asString().contains(first.hex());
  }

  @Test
  void imagesOfAParentAreLearntToo() throws IOException {
    version(4, 1, null, third);
    LearntImages images = learntImages();

    assertThat(images.had("pets", 4, Digest.of("a"))).isTrue();
    assertThat(images.had("pets", 4, Digest.of("c"))).isTrue();
    assertThat(images.had("pets", 4, Digest.of("d"))).isFalse();
  }

  private LearntImages learntImages() {
    return new LearntImages(ancestry, blobs, damages::add);
  }

  private Path stored(Digest manifest) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith(manifest.hex())).findFirst().orElseThrow();
    }
  }

  private void version(int number, Integer parent, Integer champion, Digest manifest)
      throws IOException {
    String training = "t" + number;
    trainings.apply(
        new TrainingRequested(training, "photos", "pets", Recipe.DEFAULT, null, "ann", NOW));
    trainings.apply(
        new TrainingStarted(
            training,
            "photos",
            "pets",
            manifest,
            List.of("cat", "dog"),
            Map.of(Split.TRAIN, 2),
            null,
            parent == null ? null : bundle(parent),
            champion == null ? null : bundle(champion),
            Map.of(),
            NOW));
    Digest bundle = bundle(number);
    models.apply(
        new ModelRegistered(
            "pets", number, bundle, training, Results.candidate("fine-tuned", bundle, 0.9), NOW));
    if (number != 2) {
      blobs.put(BlobKind.BUNDLE, json(number));
    }
  }

  private static byte[] json(int version) {
    return "{\"model\":\"pets\",\"version\":%d,\"weights\":\"%s\"}"
        .formatted(version, WEIGHTS)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Digest bundle(int version) {
    return Digest.of(json(version));
  }

  private Digest manifest(String... images) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ManifestHeader header =
        new ManifestHeader(
            "photos",
            DatasetDefinition.DEFAULT,
            Map.of(0, 17L, 1, 4L),
            List.of("cat", "dog"),
            Map.of(Split.TRAIN, 2),
            ManifestHeader.RULES);
    Digest digest;
    try (ManifestWriter writer = new ManifestWriter(text, header)) {
      for (Digest image : Stream.of(images).map(Digest::of).sorted().toList()) {
        writer.write(new ManifestEntry(image, "cat", Split.TRAIN));
      }
      digest = writer.finish();
    }
    blobs.put(BlobKind.MANIFEST, text.toByteArray());
    return digest;
  }
}
