package io.mapache.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.contracts.event.ImageLabeled;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {

  private static final int LIMIT = 4_000;
  private static final byte[] CAT = Pictures.png(0x102030);

  @TempDir Path home;
  private BlobStore blobs;
  private final List<Event> announced = new ArrayList<>();

  @BeforeEach
  void openStore() {
    blobs = new FolderBlobStore(home.resolve("blobs"));
  }

  @Test
  void anImageIsStoredBeforeItIsAnnounced() throws Exception {
    Digest digest = Digest.of(CAT);
    List<Boolean> storedBefore = new ArrayList<>();
    Door door =
        door(
            event -> {
              storedBefore.add(isStored(digest));
              announced.add(event);
            });
    assertThat(door.take(labeled(" tabby  cat "), stream(CAT)))
        .isEqualTo(new Intake.Accepted(digest, false, new ImageFacts("png", 16, 12, CAT.length)));
    assertThat(storedBefore).containsExactly(true);
    assertThat(announced)
        .containsExactly(
            new ImageLabeled(
                "pets",
                digest,
                "tabby cat",
                "http",
                null,
                "png",
                16,
                12,
                CAT.length,
                null,
                null,
                false));
    assertThat(home.resolve("incoming")).isEmptyDirectory();
  }

  @Test
  void withoutALabelItIsCaptured() throws Exception {
    door(announced::add).take(upload(Optional.empty()), stream(CAT));
    assertThat(announced)
        .containsExactly(
            new ImageCaptured("pets", Digest.of(CAT), "http", null, "png", 16, 12, CAT.length));
  }

  @Test
  void theSameBytesAgainAreADuplicateAndAnnouncedAgain() throws Exception {
    Door door = door(announced::add);
    door.take(labeled("cat"), stream(CAT));
    Intake again = door.take(labeled("dog"), stream(CAT));
    assertThat(again.outcome()).isEqualTo("duplicate");
    assertThat(announced).hasSize(2);
  }

  @Test
  void whatIsNotAWholePictureLeavesNothing() throws Exception {
    Intake intake = door(announced::add).take(labeled("cat"), stream(Pictures.cutPng(0x102030)));
    assertThat(intake.outcome()).isEqualTo("refused");
    assertThat(intake.reason()).isEqualTo(Reason.TRUNCATED.code());
    assertThat(announced).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void ofAnOversizedFileNothingIsLeftAndTheRestIsNotRead() throws Exception {
    InputStream endless = new SequenceInputStream(stream(new byte[LIMIT + 1]), new Poisoned());
    assertThat(door(announced::add).take(labeled("cat"), endless))
        .isEqualTo(new Intake.Oversized(LIMIT));
    assertThat(files()).isEmpty();
  }

  @Test
  void aSenderWhoGoesLeavesNothing() {
    InputStream broken = new SequenceInputStream(stream(new byte[10]), new Poisoned());
    assertThatThrownBy(() -> door(announced::add).take(labeled("cat"), broken))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(files()).isEmpty();
  }

  @Test
  void anEventThatIsNotAcknowledgedIsNotAnAcceptedImage() throws Exception {
    Door door =
        door(
            event -> {
              throw new NotAnnouncedException("Kafka is away", null);
            });
    assertThat(door.take(labeled("cat"), stream(CAT)))
        .isEqualTo(new Intake.Unavailable("Kafka is away"));
  }

  @Test
  void aDiskThatRefusesIsNotTheSendersFault() throws Exception {
    Files.writeString(home.resolve("blobs"), "a file where the folder should be");
    assertThat(door(announced::add).take(labeled("cat"), stream(CAT)))
        .isInstanceOf(Intake.Unavailable.class);
    assertThat(announced).isEmpty();
  }

  private Door door(Announcer announcer) {
    Function<byte[], Decoded> decoder = new ImageDecoder()::decode;
    return new Door(
        new Incoming(home.resolve("incoming"), LIMIT),
        new Decoding(decoder, 1, Duration.ofSeconds(10)),
        blobs,
        announcer);
  }

  private boolean isStored(Digest digest) {
    try {
      return blobs.exists(BlobKind.IMAGE, digest.hex());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Upload labeled(String label) {
    return upload(Optional.of(label));
  }

  private static Upload upload(Optional<String> label) {
    return new Upload(
        "pets",
        label,
        Optional.empty(),
        Upload.DEFAULT_SOURCE,
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** A sender who hangs up. */
  private static final class Poisoned extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }
  }
}
