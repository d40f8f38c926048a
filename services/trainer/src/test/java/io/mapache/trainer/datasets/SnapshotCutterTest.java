package io.mapache.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.DatasetDefined;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageRemoved;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCutterTest {

  @TempDir Path folder;

  private FolderBlobStore blobs;

  @BeforeEach
  void openBlobs() {
    blobs = new FolderBlobStore(folder.resolve("blobs"));
  }

  @Test
  void theManifestListsWhatIsLabelledAndCountsItFirst() throws IOException {
    DatasetView view =
        viewOf(
            Images.placed("pets", "a", "cat", Split.TRAIN),
            Images.placed("pets", "b", "dog", Split.TEST),
            Images.said("pets", "c", "cat", "ann", false),
            Images.said("pets", "c", "dog", "bob", false),
            Images.labeled("cars", "d", "van"));

    Snapshot snapshot = cut(view);

    assertThat(snapshot.header().classes()).containsExactly("cat", "dog");
    assertThat(snapshot.header().offsets()).containsEntry(0, 5L);
    assertThat(snapshot.header().images())
        .containsEntry(Split.TRAIN, 1)
        .containsEntry(Split.TEST, 1)
        .containsEntry(Split.VALIDATION, 0);
    try (ManifestReader reader =
        new ManifestReader(
            blobs.open(BlobKind.MANIFEST, snapshot.manifest().hex()).orElseThrow())) {
      assertThat(reader.header()).isEqualTo(snapshot.header());
      assertThat(reader.entries().collect(Collectors.toSet()))
          .containsExactlyInAnyOrder(
              new ManifestEntry(Images.digest("a"), "cat", Split.TRAIN),
              new ManifestEntry(Images.digest("b"), "dog", Split.TEST));
    }
  }

  @Test
  void theSameOffsetsGiveTheSameTextWhateverTheBatchesAndThePartitionsOrder() throws IOException {
    List<ImageEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      events.add(
          new ImageEvent(
              Images.labeled("pets", "image" + i, i % 3 == 0 ? "cat" : "dog"), i % 2, i / 2));
    }
    DatasetView atOnce = new DatasetView(new HeapImageStore());
    HeapImageStore one = new HeapImageStore();
    new DatasetView(one).apply(events, Map.of(0, 30L, 1, 30L));

    HeapImageStore other = new HeapImageStore();
    DatasetView stepwise = new DatasetView(other);
    List<ImageEvent> odd = events.stream().filter(event -> event.partition() == 1).toList();
    List<ImageEvent> even = events.stream().filter(event -> event.partition() == 0).toList();
    stepwise.apply(odd, Map.of(0, 0L, 1, 30L));
    stepwise.apply(even, Map.of(0, 30L, 1, 30L));

    assertThat(cut(one).manifest()).isEqualTo(cut(other).manifest());
    assertThat(atOnce.all()).isEmpty();
    assertThat(text(cut(one))).isEqualTo(text(cut(other)));
  }

  @Test
  void aRenamedClassKeepsTheSplitsOfItsImagesAndTheHeaderSaysWhatWasRenamed() throws IOException {
    DatasetView view =
        viewOf(
            Images.labeled("pets", "a", "kitty"),
            Images.labeled("pets", "b", "cat"),
            Images.labeled("pets", "c", "kitty"));
    Map<Digest, Split> before = splits(cut(view));

    view.define(new DatasetDefined("pets", Images.defined("{'renames':{'kitty':'cat'}}")));
    Snapshot merged = cut(view);

    assertThat(merged.header().classes()).containsExactly("cat");
    assertThat(merged.header().definition().renames()).containsEntry("kitty", "cat");
    assertThat(splits(merged)).isEqualTo(before);
    assertThat(cut(view).manifest()).isEqualTo(merged.manifest());
  }

  @Test
  void aClassJoinsWithItsFirstImageAndLeavesWithItsLast() throws IOException {
    DatasetView view =
        viewOf(Images.labeled("pets", "a", "cat"), Images.labeled("pets", "b", "dog"));
    assertThat(cut(view).header().classes()).containsExactly("cat", "dog");

    view.apply(
        List.of(
            new ImageEvent(Images.labeled("pets", "c", "fox"), 0, 2),
            new ImageEvent(new ImageRemoved("pets", Images.digest("b"), "ann", "blurred"), 0, 3)),
        Map.of(0, 4L));

    assertThat(cut(view).header().classes()).containsExactly("cat", "fox");
  }

  @Test
  void theAuditShareIsASplitOfItsOwn() throws IOException {
    DatasetView view = viewOf(Images.labeled("pets", "a", "cat"));
    view.define(
        new DatasetDefined(
            "pets", Images.defined("{'shares':{'train':0,'validation':0,'test':0,'audit':1}}")));

    assertThat(cut(view).header().images()).containsEntry(Split.AUDIT, 1);
    assertThat(view.find("pets").orElseThrow().tally().splits()).containsEntry(Split.AUDIT, 1);
  }

  @Test
  void anEmptyDatasetHasAnEmptyManifest() throws IOException {
    Snapshot snapshot = cut(new HeapImageStore());

    assertThat(snapshot.header().classes()).isEmpty();
    assertThat(text(snapshot).lines()).hasSize(1);
  }

  private final HeapImageStore store = new HeapImageStore();

  private DatasetView viewOf(Event... events) {
    DatasetView view = new DatasetView(store);
    List<ImageEvent> batch = new ArrayList<>();
    for (Event event : events) {
      batch.add(new ImageEvent(event, 0, batch.size()));
    }
    view.apply(Collections.unmodifiableList(batch), Map.of(0, (long) batch.size()));
    return view;
  }

  private Snapshot cut(DatasetView view) throws IOException {
    return new SnapshotCutter(store, blobs, folder.resolve("tmp"))
        .cut(view.find("pets").orElseThrow());
  }

  private Snapshot cut(HeapImageStore from) throws IOException {
    return new SnapshotCutter(from, blobs, folder.resolve("tmp"))
        .cut(
            new Dataset(
                "pets", io.mapache.contracts.dataset.DatasetDefinition.DEFAULT, Tally.NONE));
  }

  private Map<Digest, Split> splits(Snapshot snapshot) throws IOException {
    try (ManifestReader reader =
        new ManifestReader(
            blobs.open(BlobKind.MANIFEST, snapshot.manifest().hex()).orElseThrow())) {
      return reader
          .entries()
          .collect(Collectors.toMap(ManifestEntry::digest, ManifestEntry::split));
    }
  }

  private String text(Snapshot snapshot) throws IOException {
    return new String(
        blobs.read(BlobKind.MANIFEST, snapshot.manifest().hex()).orElseThrow(),
        StandardCharsets.UTF_8);
  }
}
