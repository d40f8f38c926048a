package io.mapache.training.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.training.images.Transform;
import io.mapache.training.rows.Rows;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureFoldersTest {

  private static final Digest OLD = Digest.of("old base");
  private static final Digest NEW = Digest.of("new base");
  private static final Variant PLAIN = Variant.PLAIN;
  private static final Variant FLIPPED = new Variant("flipped", Transform.NONE);
  private static final int WIDTH = 1000;

  /** Of a store with one image. */
  private static final long EACH = WIDTH * 4 + 32;

  @TempDir Path home;

  @Test
  void keepsEverythingThatFits() throws IOException {
    fill(OLD, PLAIN, 1);
    fill(NEW, PLAIN, 2);
    limit(3 * EACH).makeRoom(EACH);
    assertThat(stores()).containsExactlyInAnyOrder(at(OLD, PLAIN), at(NEW, PLAIN));
  }

  @Test
  void dropsAllOfTheBaseThatWasUsedLongestAgoFirst() throws IOException {
    fill(NEW, PLAIN, 1);
    fill(OLD, PLAIN, 2);
    fill(OLD, FLIPPED, 3);
    fill(NEW, FLIPPED, 4);
    limit(3 * EACH).makeRoom(EACH);
    assertThat(stores()).containsExactlyInAnyOrder(at(NEW, PLAIN), at(NEW, FLIPPED));
  }

  /** Whatever the order in which the file system lists them. */
  @Test
  void dropsTheVariantThatWasUsedLongestAgoWithinABase() throws IOException {
    for (List<Variant> variants : List.of(List.of(PLAIN, FLIPPED), List.of(FLIPPED, PLAIN))) {
      fill(NEW, variants.get(0), 1);
      fill(NEW, variants.get(1), 2);
      limit(2 * EACH).makeRoom(EACH);
      assertThat(stores()).containsExactly(at(NEW, variants.get(1)));
      limit(0).makeRoom(0);
    }
  }

  @Test
  void leavesNothingBehindOfABaseThatIsGone() throws IOException {
    fill(OLD, PLAIN, 1);
    limit(EACH).makeRoom(EACH);
    assertThat(home.resolve(OLD.hex())).doesNotExist();
    assertThat(names(home)).containsExactly("folders.lock");
  }

  @Test
  void useMakesAStoreTheLatest() throws IOException {
    fill(OLD, PLAIN, 1);
    fill(NEW, PLAIN, 2);
    limit(EACH).use(OLD, PLAIN).close();
    limit(2 * EACH).makeRoom(EACH);
    assertThat(stores()).containsExactly(at(OLD, PLAIN));
  }

  @Test
  void neverDropsWhatThisProcessUsesHoweverOften() throws IOException {
    fill(OLD, PLAIN, 1);
    FeatureFolders folders = limit(0);
    FeatureFolders.Use one = folders.use(OLD, PLAIN);
    FeatureFolders.Use two = folders.use(OLD, PLAIN);
    folders.makeRoom(EACH);
    one.close();
    folders.makeRoom(EACH);
    assertThat(stores()).containsExactly(at(OLD, PLAIN));
    two.close();
    folders.makeRoom(EACH);
    assertThat(stores()).isEmpty();
  }

  @Test
  void neverDropsWhatAnotherProcessUses() throws Exception {
    fill(OLD, PLAIN, 1);
    Process other = user();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('u');
      limit(0).makeRoom(EACH);
      assertThat(stores()).containsExactly(at(OLD, PLAIN));
    } finally {
      other.destroyForcibly().waitFor();
    }
    limit(0).makeRoom(EACH);
    assertThat(stores()).isEmpty();
  }

  /** Another process: uses the store until it is killed. */
  public static void main(String[] arguments) throws IOException {
    try (FeatureFolders.Use use = new FeatureFolders(Path.of(arguments[0]), 0).use(OLD, PLAIN)) {
      System.out.print(Files.exists(use.folder()) ? "u" : "-");
      System.out.flush();
      System.in.read();
    }
  }

  private Process user() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FeatureFoldersTest.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void rowsStayReadableWhenTheirStoreGoes() throws IOException {
    fill(OLD, PLAIN, 1);
    Rows rows;
    try (FeatureStore store = FeatureStore.open(at(OLD, PLAIN), WIDTH)) {
      rows = store.rows(List.of(Digest.of("image")));
    }
    limit(0).makeRoom(0);
    float[] row = new float[WIDTH];
    rows.read(0, row, 0);
    assertThat(row).containsOnly(7);
    assertThat(stores()).isEmpty();
  }

  @Test
  void whatACrashLeftOfADroppedStoreGoesNextTime() throws IOException {
    fill(OLD, PLAIN, 1);
    Files.move(at(OLD, PLAIN), home.resolve("dropped-1"));
    limit(10 * EACH).makeRoom(0);
    assertThat(home.resolve("dropped-1")).doesNotExist();
  }

  @Test
  void dropsGraphsThatNobodyUsedForADay() throws IOException {
    Path bases = Files.createDirectories(home.resolve("bases"));
    Path unused = Files.write(bases.resolve("unused.onnx"), new byte[100]);
    Path used = Files.write(bases.resolve("used.onnx"), new byte[100]);
    Files.setLastModifiedTime(unused, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    Files.setLastModifiedTime(used, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    FeatureFolders.graphUsed(used);

    limit(0).makeRoom(0);

    assertThat(names(bases)).containsExactlyInAnyOrder("used.onnx", "used.onnx.used");
    assertThat(Files.getLastModifiedTime(used)).hasToString("2020-01-01T00:00:00Z");
  }

  private FeatureFolders limit(long bytes) {
    return new FeatureFolders(home, bytes);
  }

  /** A store with one image, used at that second. */
  private void fill(Digest base, Variant variant, long second) throws IOException {
    try (FeatureFolders.Use use = limit(0).use(base, variant);
        FeatureStore store = FeatureStore.open(use.folder(), WIDTH)) {
      float[] row = new float[WIDTH];
      Arrays.fill(row, 7);
      store.add(List.of(Digest.of("image")), FloatBuffer.wrap(row));
    }
    Files.setLastModifiedTime(
        at(base, variant).resolve(".used"), FileTime.from(Instant.ofEpochSecond(second)));
  }

  private Path at(Digest base, Variant variant) {
    return home.resolve(base.hex()).resolve(variant.key());
  }

  private List<Path> stores() throws IOException {
    try (var all = Files.walk(home, 2)) {
      return all.filter(path -> Files.exists(path.resolve("features.f32"))).toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }
}
