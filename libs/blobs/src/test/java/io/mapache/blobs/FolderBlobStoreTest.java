package io.mapache.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {

  private static final byte[] CONTENT = "raccoon".getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST = Sha256.hex(CONTENT);

  @TempDir Path root;
  private BlobStore store;

  @BeforeEach
  void open() {
    store = new FolderBlobStore(root);
  }

  @Test
  void isNamedByItsSha256() {
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void givesBackWhatWasPut() throws IOException {
    BlobStore.Put put = store.put(BlobKind.IMAGE, CONTENT);
    assertThat(put).isEqualTo(new BlobStore.Put(DIGEST, false));
    assertThat(store.read(BlobKind.IMAGE, DIGEST)).contains(CONTENT);
    assertThat(store.exists(BlobKind.IMAGE, DIGEST)).isTrue();
  }

  @Test
  void theSameContentTwiceIsOneBlob() throws IOException {
    store.put(BlobKind.IMAGE, CONTENT);
    assertThat(store.put(BlobKind.IMAGE, CONTENT).existed()).isTrue();
    assertThat(files()).hasSize(1);
  }

  @Test
  void writingWhatExistsRenewsItsAge() throws IOException {
    Instant later = Instant.parse("2040-01-01T00:00:00Z");
    store.put(BlobKind.IMAGE, CONTENT);
    new FolderBlobStore(root, Clock.fixed(later, ZoneOffset.UTC)).put(BlobKind.IMAGE, CONTENT);
    assertThat(Files.getLastModifiedTime(files().get(0)).toInstant()).isEqualTo(later);
  }

  @Test
  void liesUnderItsKindAndTheFirstDigitsOfItsDigest() throws IOException {
    store.put(BlobKind.IMAGE, CONTENT);
    assertThat(files())
        .containsExactly(
            root.resolve("images")
                .resolve(DIGEST.substring(0, 2))
                .resolve(DIGEST.substring(2, 4))
                .resolve(DIGEST));
  }

  @Test
  void manifestsAreStoredCompressedAndNamedByTheirText() throws IOException {
    byte[] text = "line\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    String digest = store.put(BlobKind.MANIFEST, text).digest();
    assertThat(digest).isEqualTo(Sha256.hex(text));
    assertThat(Files.size(files().get(0))).isLessThan(text.length / 10);
    assertThat(store.read(BlobKind.MANIFEST, digest)).contains(text);
  }

  @Test
  void aFileIsPutWithoutBeingMoved(@TempDir Path elsewhere) throws IOException {
    Path file = Files.write(elsewhere.resolve("file"), CONTENT);
    assertThat(store.put(BlobKind.BUNDLE, file).digest()).isEqualTo(DIGEST);
    assertThat(file).exists();
    assertThat(store.file(BlobKind.BUNDLE, DIGEST).orElseThrow()).hasBinaryContent(CONTENT);
  }

  @Test
  void aDamagedBlobIsSaidToBeDamaged() throws IOException {
    store.put(BlobKind.IMAGE, CONTENT);
    Files.write(files().get(0), new byte[] {1, 2, 3});
    assertThatExceptionOfType(DamagedBlobException.class)
        .isThrownBy(() -> store.read(BlobKind.IMAGE, DIGEST))
        .withMessageContaining(DIGEST);
  }

  @Test
  void aDamagedBlobIsNoticedByWhoeverReadsItsStreamToTheEnd() throws IOException {
    store.put(BlobKind.IMAGE, CONTENT);
    Files.write(files().get(0), new byte[] {1, 2, 3});
    try (InputStream in = store.open(BlobKind.IMAGE, DIGEST).orElseThrow()) {
      in.skipNBytes(3);
      assertThatExceptionOfType(DamagedBlobException.class).isThrownBy(in::read);
    }
  }

  @Test
  void aCompressedBlobThatIsCutOffIsDamagedToo() throws IOException {
    store.put(BlobKind.MANIFEST, CONTENT);
    byte[] stored = Files.readAllBytes(files().get(0));
    Files.write(files().get(0), Arrays.copyOf(stored, stored.length - 4));
    assertThatExceptionOfType(DamagedBlobException.class)
        .isThrownBy(() -> store.read(BlobKind.MANIFEST, DIGEST))
        .withMessageContaining(DIGEST);
  }

  @Test
  void whatIsNotThereIsEmpty() throws IOException {
    assertThat(store.read(BlobKind.IMAGE, DIGEST)).isEmpty();
    assertThat(store.open(BlobKind.MANIFEST, DIGEST)).isEmpty();
    assertThat(store.file(BlobKind.BUNDLE, DIGEST)).isEmpty();
    assertThat(store.delete(BlobKind.IMAGE, DIGEST)).isFalse();
  }

  @Test
  void aNameThatIsNoDigestBecomesNoPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.read(BlobKind.IMAGE, "../../etc/passwd"));
  }

  @Test
  void manyWritersOfOneContentLeaveOneWholeBlob() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      Callable<BlobStore.Put> put = () -> store.put(BlobKind.IMAGE, CONTENT);
      for (Future<BlobStore.Put> done :
          writers.invokeAll(List.of(put, put, put, put, put, put, put, put))) {
        assertThat(done.get().digest()).isEqualTo(DIGEST);
      }
    } finally {
      writers.shutdownNow();
    }
    assertThat(files()).hasSize(1);
    assertThat(store.read(BlobKind.IMAGE, DIGEST)).contains(CONTENT);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
