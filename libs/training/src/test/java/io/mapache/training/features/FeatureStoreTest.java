package io.mapache.training.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import io.mapache.training.rows.Rows;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {

  private static final int WIDTH = 5;

  @TempDir Path folder;

  @Test
  void asksOnlyForWhatIsNotThere() throws IOException {
    try (FeatureStore store = open()) {
      add(store, images(0, 3));
      assertThat(store.missing(images(1, 6))).isEqualTo(images(3, 6));
    }
    try (FeatureStore again = open()) {
      assertThat(again.missing(images(1, 6))).isEqualTo(images(3, 6));
    }
  }

  @Test
  void asksOnceForAnImageThatIsThereTwice() throws IOException {
    try (FeatureStore store = open()) {
      assertThat(store.missing(List.of(image(1), image(1)))).containsExactly(image(1));
    }
  }

  @Test
  void givesRowsInTheOrderAskedForAlsoAfterItIsClosed() throws IOException {
    Rows rows;
    try (FeatureStore store = open()) {
      add(store, images(0, 4));
      rows = store.rows(List.of(image(2), image(0), image(2)));
    }
    assertThat(rows.count()).isEqualTo(3);
    assertRow(rows, 0, image(2));
    assertRow(rows, 1, image(0));
    assertRow(rows, 2, image(2));
  }

  @Test
  void keepsTheFirstFeaturesOfAnImage() throws IOException {
    try (FeatureStore store = open()) {
      add(store, images(0, 2));
      store.add(images(0, 2), FloatBuffer.allocate(2 * WIDTH));
      assertThat(store.count()).isEqualTo(2);
      assertRow(store.rows(images(0, 2)), 1, image(1));
    }
  }

  @Test
  void refusesRowsThatItDoesNotHave() throws IOException {
    try (FeatureStore store = open()) {
      assertThatThrownBy(() -> store.rows(images(0, 1))).hasMessageContaining(image(0).hex());
    }
  }

  @Test
  void cutsOffHalfADigestAtTheEnd() throws IOException {
    fill(3);
    truncate("features.index", 3 * 32 - 7);
    assertIsWholeAfterAdding(2);
  }

  @Test
  void cutsOffHalfARowAtTheEnd() throws IOException {
    fill(3);
    truncate("features.f32", 3 * WIDTH * 4 - 3);
    assertIsWholeAfterAdding(2);
  }

  @Test
  void forgetsDigestsWhoseRowsAreLost() throws IOException {
    fill(3);
    truncate("features.f32", WIDTH * 4);
    try (FeatureStore store = open()) {
      add(store, images(4, 5));
    }
    assertThat(Files.size(folder.resolve("features.index"))).isEqualTo(2 * 32);
    try (FeatureStore again = open()) {
      assertThat(again.missing(images(0, 5))).isEqualTo(images(1, 4));
    }
  }

  @Test
  void overwritesRowsWhoseDigestsWereNeverWritten() throws IOException {
    fill(3);
    truncate("features.index", 32);
    assertIsWholeAfterAdding(1);
  }

  @Test
  void twoProcessesAtOnceWriteEveryImageOnce() throws Exception {
    Process one = writer(0, 60);
    Process two = writer(30, 90);
    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    assertThat(Files.size(folder.resolve("features.index"))).isEqualTo(90 * 32);
    try (FeatureStore store = open()) {
      assertThat(store.missing(images(0, 90))).isEmpty();
      Rows rows = store.rows(images(0, 90));
      for (int i = 0; i < 90; i++) {
        assertRow(rows, i, image(i));
      }
    }
  }

  /** Another process: adds images one by one. */
  public static void main(String[] arguments) throws IOException {
    try (FeatureStore store = FeatureStore.open(Path.of(arguments[0]), WIDTH)) {
      for (Digest image : images(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))) {
        add(store, List.of(image));
      }
    }
  }

  private Process writer(int from, int to) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FeatureStoreTest.class.getName(),
            folder.toString(),
            Integer.toString(from),
            Integer.toString(to))
        .inheritIO()
        .start();
  }

  private void fill(int count) throws IOException {
    try (FeatureStore store = open()) {
      add(store, images(0, count));
    }
  }

  private void truncate(String file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(file), StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private void assertIsWholeAfterAdding(int left) throws IOException {
    try (FeatureStore store = open()) {
      assertThat(store.count()).isEqualTo(left);
      assertThat(store.missing(images(0, 5))).isEqualTo(images(left, 5));
      add(store, images(left, 5));
    }
    try (FeatureStore again = open()) {
      assertThat(again.count()).isEqualTo(5);
      Rows rows = again.rows(images(0, 5));
      for (int i = 0; i < 5; i++) {
        assertRow(rows, i, image(i));
      }
    }
  }

  private FeatureStore open() throws IOException {
    return FeatureStore.open(folder, WIDTH);
  }

  private static List<Digest> images(int from, int to) {
    return IntStream.range(from, to).mapToObj(FeatureStoreTest::image).toList();
  }

  private static Digest image(int number) {
    return Digest.of("image " + number);
  }

  private static void add(FeatureStore store, List<Digest> images) throws IOException {
    FloatBuffer rows = FloatBuffer.allocate(images.size() * WIDTH);
    images.forEach(image -> rows.put(row(image)));
    store.add(images, rows);
  }

  private static void assertRow(Rows rows, int at, Digest image) {
    float[] row = new float[WIDTH];
    rows.read(at, row, 0);
    assertThat(row).containsExactly(row(image));
  }

  private static float[] row(Digest image) {
    float[] row = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      row[i] = image.hex().charAt(i) + i / 10f;
    }
    return row;
  }
}
