package io.mapache.trainer.datasets.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.dataset.Split;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.ImageEvent;
import io.mapache.trainer.datasets.ImageKey;
import io.mapache.trainer.datasets.ImageState;
import io.mapache.trainer.datasets.ImageStore;
import io.mapache.trainer.datasets.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksImageStoreTest {

  @TempDir Path folder;

  @Test
  void statesAndPositionsAreThereAfterARestart() throws IOException {
    ImageKey key = key("pets", "a");
    ImageState state = state("cat");
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      store.write(Map.of(key, Optional.of(state)), Map.of(0, 7L));
      store.write(Map.of(), Map.of(1, 3L));
    }

    try (RocksImageStore store = RocksImageStore.open(folder)) {
      assertThat(store.find(key)).contains(state);
      assertThat(store.positions()).containsEntry(0, 7L).containsEntry(1, 3L);
    }
  }

  @Test
  void scansOneDatasetInTheOrderOfDigests() throws IOException {
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      Map<ImageKey, Optional<ImageState>> images = new TreeMap<>(RocksImageStoreTest::unordered);
      for (int i = 0; i < 100; i++) {
        images.put(key("pets", "image" + i), Optional.of(state("cat")));
        images.put(key("pets2", "image" + i), Optional.of(state("cat")));
        images.put(key("pet", "image" + i), Optional.of(state("cat")));
      }
      store.write(images, Map.of());

      List<ImageKey> seen = new ArrayList<>();
      try (ImageStore.Frozen frozen = store.freeze()) {
        frozen.images("pets", (key, state) -> seen.add(key));
      }

      assertThat(seen).hasSize(100).allMatch(key -> key.dataset().equals("pets"));
      assertThat(seen).extracting(ImageKey::digest).isSorted();
    }
  }

  @Test
  void aFrozenMomentDoesNotSeeWhatIsWrittenLater() throws IOException {
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      store.write(Map.of(key("pets", "a"), Optional.of(state("cat"))), Map.of(0, 1L));
      try (ImageStore.Frozen frozen = store.freeze()) {
        store.write(Map.of(key("pets", "a"), Optional.empty()), Map.of(0, 2L));
        List<ImageKey> seen = new ArrayList<>();
        frozen.images((key, state) -> seen.add(key));

        assertThat(seen).hasSize(1);
        assertThat(frozen.positions()).containsEntry(0, 1L);
      }
      assertThat(store.find(key("pets", "a"))).isEmpty();
    }
  }

  @Test
  void clearingForgetsStatesAndPositions() throws IOException {
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      store.write(Map.of(key("pets", "a"), Optional.of(state("cat"))), Map.of(0, 1L));

      store.clear();

      assertThat(store.find(key("pets", "a"))).isEmpty();
      assertThat(store.positions()).isEmpty();
    }
  }

  @Test
  void aDamagedStoreIsMadeAnewInsteadOfStoppingTheTrainer() throws IOException {
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      store.write(Map.of(key("pets", "a"), Optional.of(state("cat"))), Map.of(0, 1L));
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(it -> it.getFileName().toString().startsWith("MANIFEST")).toList()) {
        Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
      }
    }

    try (RocksImageStore store = RocksImageStore.open(folder)) {
      assertThat(store.positions()).isEmpty();
      store.write(Map.of(key("pets", "a"), Optional.of(state("cat"))), Map.of(0, 1L));
      assertThat(store.find(key("pets", "a"))).isPresent();
    }
  }

  @Test
  void aSecondTrainerOnTheSameFolderIsRefused() throws IOException {
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      assertThatThrownBy(() -> RocksImageStore.open(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Does another trainer run on it?");
      assertThat(store.positions()).isEmpty();
    }
  }

  @Test
  void aClosedStoreIsNotTouchedAnyMore() throws IOException {
    RocksImageStore store = RocksImageStore.open(folder);
    store.close();
    store.close();

    assertThatThrownBy(() -> store.find(key("pets", "a"))).hasMessageContaining("closed");
    assertThatThrownBy(store::freeze).hasMessageContaining("closed");
  }

  @Test
  void aViewOverItKeepsItsCountsOverARestart() throws IOException {
    try (RocksImageStore store = RocksImageStore.open(folder)) {
      new DatasetView(store)
          .apply(
              List.of(new ImageEvent(Images.placed("pets", "a", "cat", Split.TEST), 0, 0)),
              Map.of(0, 1L));
    }

    try (RocksImageStore store = RocksImageStore.open(folder)) {
      DatasetView view = new DatasetView(store);
      assertThat(view.find("pets").orElseThrow().tally().images("cat", Split.TEST)).isEqualTo(1);
    }
  }

  private static int unordered(ImageKey one, ImageKey other) {
    return (other.digest().hex() + other.dataset()).compareTo(one.digest().hex() + one.dataset());
  }

  private static ImageKey key(String dataset, String name) {
    return new ImageKey(dataset, Images.digest(name));
  }

  private static ImageState state(String label) {
    return new ImageState(new TreeMap<>(Map.of("upload", label)), null, Split.TRAIN, "g", 4);
  }
}
