package io.mapache.training.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  private static final Split[] SPLITS = {Split.TRAIN, Split.VALIDATION, Split.TEST};

  @TempDir Path folder;
  private BlobStore blobs;
  private Digest manifest;
  private List<ManifestEntry> entries;

  @BeforeEach
  void cut() throws IOException {
    blobs = new FolderBlobStore(folder);
    entries =
        IntStream.range(0, 3000)
            .mapToObj(i -> Digest.of("image " + i))
            .sorted()
            .map(image -> new ManifestEntry(image, label(image), split(image)))
            .toList();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ManifestHeader header =
        new ManifestHeader(
            "set", null, Map.of(0, 3000L), List.of("cat", "dog"), Map.of(), ManifestHeader.RULES);
    try (ManifestWriter writer = new ManifestWriter(text, header)) {
      for (ManifestEntry entry : entries) {
        writer.write(entry);
      }
      manifest = writer.finish();
    }
    blobs.put(BlobKind.MANIFEST, text.toByteArray());
  }

  @Test
  void keepsTheOrderOfTheManifestInEachSplit() throws IOException {
    Snapshot snapshot = Snapshot.read(blobs, manifest);
    for (Split split : SPLITS) {
      List<Sample> samples = snapshot.samples(split);
      List<Sample> expected =
          entries.stream()
              .filter(entry -> entry.split() == split)
              .map(entry -> new Sample(entry.digest(), entry.label().equals("cat") ? 0 : 1))
              .toList();
      assertThat(samples).isEqualTo(expected);
      assertThat(Snapshot.images(samples)).isEqualTo(expected.stream().map(Sample::image).toList());
      assertThat(Snapshot.labels(samples))
          .isEqualTo(expected.stream().mapToInt(Sample::label).toArray());
      int[] counts = snapshot.counts(split);
      assertThat(counts[0] + counts[1]).isEqualTo(samples.size());
    }
  }

  @Test
  void itsListsCannotBeChanged() throws IOException {
    List<Sample> train = Snapshot.read(blobs, manifest).samples(Split.TRAIN);
    assertThatThrownBy(() -> train.add(train.get(0)))
        .isInstanceOf(UnsupportedOperationException.class);
    List<Digest> images = Snapshot.images(train);
    assertThatThrownBy(() -> images.add(images.get(0)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void countsWhatAModelWasTrainedAndChosenOnAsSeen() throws IOException {
    var seen = Snapshot.seenInTraining(blobs, manifest);
    for (ManifestEntry entry : entries) {
      assertThat(seen.contains(entry.digest())).isEqualTo(entry.split() != Split.TEST);
    }
  }

  private static String label(Digest image) {
    return image.hex().charAt(0) < '4' ? "cat" : "dog";
  }

  private static Split split(Digest image) {
    return SPLITS[image.hex().charAt(1) % SPLITS.length];
  }
}
