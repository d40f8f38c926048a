package io.mapache.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ServingRole;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.ImageEncoder;
import io.mapache.imaging.Picture;
import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Deadline;
import io.mapache.inference.prediction.AnswerWatch;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.prediction.Shadows;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.Stage;
import io.mapache.training.images.ImageBatches;
import io.mapache.training.images.Pictures;
import io.mapache.training.images.Transform;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.JobEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a model is trained on and what it is asked about are the same numbers, to the last bit, for
 * every format and orientation: the way of a request and that of a training, from the bytes to what
 * goes into the base.
 */
class SamePixelsTest {

  private static final Path FILES = Path.of("../libs/imaging/src/test/resources");

  @TempDir Path folder;

  private final Stage stage = new Stage();
  private final AnswerWatch nobody = new Nobody();
  private final Predictor predictor =
      new Predictor(
          stage.traffic,
          new ImageDecoder(),
          Runnable::run,
          System::nanoTime,
          nobody,
          new Shadows(stage.traffic, new ImageDecoder(), Runnable::run, nobody));

  private FolderBlobStore blobs;

  @BeforeEach
  void deploy() {
    blobs = new FolderBlobStore(folder);
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
  }

  /** Every format, 8 to 16 bits, grey to CMYK, profiles, films, pages, and what is refused. */
  static Stream<Path> files() throws IOException {
    return Stream.concat(
            Files.list(FILES.resolve("odd-images")), Files.list(FILES.resolve("variants")))
        .filter(Files::isRegularFile)
        .filter(file -> !file.endsWith("answers.tsv"))
        .sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileIsTheSameInBothOrRefusedByBoth(Path file) throws IOException {
    byte[] image = Files.readAllBytes(file);
    assertThat(served(image)).isEqualTo(trained(image));
  }

  @Test
  void everyOrientationOfAJpegIsTheSameInBothAndUnlikeTheOthers() throws IOException {
    byte[] upright = ImageEncoder.jpeg(picture(), 0.9f);
    Set<IntBuffer> seen = new HashSet<>();
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] turned = insert(upright, 2, exifSegment(orientation));
      seen.add(same(turned));
    }
    assertThat(seen).hasSize(8).contains(same(upright));
  }

  @Test
  void everyOrientationOfAPngIsTheSameInBothAndUnlikeTheOthers() throws IOException {
    byte[] upright = ImageEncoder.png(picture());
    Set<IntBuffer> seen = new HashSet<>();
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] turned = insert(upright, 33, exifChunk(orientation));
      seen.add(same(turned));
    }
    assertThat(seen).hasSize(8).contains(same(upright));
  }

  private IntBuffer same(byte[] image) throws IOException {
    Optional<IntBuffer> served = served(image);
    assertThat(served).isPresent().isEqualTo(trained(image));
    return served.get();
  }

  /** The bits that go into the base for a request; empty if it is refused. */
  private Optional<IntBuffer> served(byte[] image) {
    Question question =
        new Question(
            "colours",
            OptionalInt.empty(),
            name -> Optional.empty(),
            Deadline.none(),
            true,
            Runnable::run);
    CompletableFuture<List<Prediction>> answer =
        predictor.predict(question, List.of(new Input.Encoded(image))).toCompletableFuture();
    stage.compute.runAll();
    Prediction prediction = answer.join().get(0);
    if (prediction instanceof Prediction.Answered answered) {
      return Optional.of(bits(answered.explanation().orElseThrow().pixels()));
    }
    assertThat(prediction).isInstanceOf(Prediction.BadImage.class);
    return Optional.empty();
  }

  /** The bits that go into the base in a training; empty if the image is bad input. */
  private Optional<IntBuffer> trained(byte[] image) throws IOException {
    Digest digest = new Digest(blobs.put(BlobKind.IMAGE, image).digest());
    float[] pixels = new float[TinyModels.SIZE * TinyModels.SIZE * 3];
    try (ImageBatches batches =
        new ImageBatches(
            new Pictures(blobs), TinyModels.SIZE, 2, 1, Transform.NONE, new Cancellation())) {
      batches.forEach(List.of(digest), (first, n, batch) -> batch.get(0, pixels));
      return Optional.of(bits(pixels));
    } catch (JobEnd refused) {
      return Optional.empty();
    }
  }

  private static IntBuffer bits(float[] pixels) {
    int[] bits = new int[pixels.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(pixels[i]);
    }
    return IntBuffer.wrap(bits);
  }

  /** No two of its eight turns are alike. */
  private static Picture picture() {
    byte[] rgb = new byte[3 * 90 * 60];
    for (int y = 0, at = 0; y < 60; y++) {
      for (int x = 0; x < 90; x++, at += 3) {
        rgb[at] = (byte) (2 * x);
        rgb[at + 1] = (byte) (4 * y);
        rgb[at + 2] = (byte) (x * y / 30);
      }
    }
    return new Picture(90, 60, rgb);
  }

  private static byte[] exifSegment(int orientation) {
    byte[] exif = exif(orientation);
    return ByteBuffer.allocate(10 + exif.length)
        .putShort((short) 0xFFE1)
        .putShort((short) (8 + exif.length))
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(exif)
        .array();
  }

  private static byte[] exifChunk(int orientation) {
    byte[] exif = exif(orientation);
    byte[] typed = insert(exif, 0, "eXIf".getBytes(StandardCharsets.US_ASCII));
    CRC32 checksum = new CRC32();
    checksum.update(typed);
    return ByteBuffer.allocate(8 + typed.length)
        .putInt(exif.length)
        .put(typed)
        .putInt((int) checksum.getValue())
        .array();
  }

  /** One big-endian directory with one entry: orientation, a short. */
  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  private static byte[] insert(byte[] into, int at, byte[] what) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(into, 0, at);
    all.writeBytes(what);
    all.write(into, at, into.length - at);
    return all.toByteArray();
  }

  private static final class Nobody implements AnswerWatch {

    @Override
    public void answered(Question question, Input input, Prediction.Answered answer) {}

    @Override
    public void failed(ModelVersion by, ServingRole role) {}
  }
}
