package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {

  private static final long SEED = 20260731;

  private final ImageDecoder decoder = new ImageDecoder();

  static Stream<String> files() {
    return OddImagesTest.answers().map(OddImagesTest.Answer::file);
  }

  /** Rule 2, whole or refused: no cut may give a picture with a hole. */
  @ParameterizedTest
  @MethodSource("files")
  void aFileCutAnywhereIsRefusedOrGivesTheSamePixels(String file) {
    byte[] whole = bytes(file);
    if (!(decoder.decode(whole) instanceof Decoded.Image image)) {
      return;
    }
    int step = Math.max(1, whole.length / 40);
    for (int length = whole.length - 1; length > 0; length -= step) {
      Decoded cut = decoder.decode(Arrays.copyOf(whole, length));
      if (cut instanceof Decoded.Image taken) {
        assertThat(taken.picture().rgb())
            .as("%s cut to %d bytes", file, length)
            .isEqualTo(image.picture().rgb());
      }
    }
  }

  /** Overwritten bytes, most of them in the headers, with a fixed seed. */
  @ParameterizedTest
  @MethodSource("files")
  void damagedBytesNeverEndInAnException(String file) {
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = bytes(file);
      for (int j = 0; j < 4 && damaged.length > 0; j++) {
        int reach = random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length;
        damaged[random.nextInt(reach)] = (byte) random.nextInt();
      }
      assertThat(decoder.decode(damaged)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jpeg-65500-square.jpg", "png-50000-square-tiny.png", "gif-screen-65000.gif"})
  void refusesGiantsBeforeMemoryIsSpent(String file) {
    byte[] giant = bytes(file);
    decoder.decode(giant);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    Decoded decoded = decoder.decode(giant);
    long spent = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(((Decoded.Refused) decoded).reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(spent).isLessThan(100_000);
  }

  /** Each would be inflated to 4 MB and thrown away. */
  @Test
  void onlyTheFirstOfManyColourProfilesIsLookedAt() {
    byte[] png = TestFiles.bytes("variants/png-o5.png");
    int header = 8 + 25;
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(png, 0, header);
    for (int i = 0; i < 100; i++) {
      many.writeBytes(profileOfZeros(4 << 20));
    }
    many.write(png, header, png.length - header);
    byte[] hostile = many.toByteArray();
    decoder.decode(hostile);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    assertThat(decoder.decode(hostile)).isInstanceOf(Decoded.Image.class);
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(40_000_000);
  }

  private static byte[] profileOfZeros(int length) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {'i', 'C', 'C', 'P', 'x', 0, 0});
    Deflater deflater = new Deflater();
    deflater.setInput(new byte[length]);
    deflater.finish();
    byte[] packed = new byte[1 << 16];
    body.write(packed, 0, deflater.deflate(packed));
    deflater.end();
    CRC32 checksum = new CRC32();
    checksum.update(body.toByteArray());
    return ByteBuffer.allocate(body.size() + 8)
        .putInt(body.size() - 4)
        .put(body.toByteArray())
        .putInt((int) checksum.getValue())
        .array();
  }

  @Test
  void manyCallersGetTheSamePixels() {
    List<byte[]> files = files().map(HostileBytesTest::bytes).toList();
    List<String> alone = files.stream().map(this::summary).toList();
    List<String> together =
        Stream.of(1, 2, 3, 4)
            .parallel()
            .flatMap(caller -> files.stream().map(this::summary))
            .toList();
    for (int caller = 0; caller < 4; caller++) {
      int from = caller * files.size();
      assertThat(together.subList(from, from + files.size())).isEqualTo(alone);
    }
  }

  private String summary(byte[] file) {
    Decoded decoded = decoder.decode(file);
    return decoded instanceof Decoded.Image image
        ? image.picture() + " " + Arrays.hashCode(image.picture().rgb())
        : decoded.toString();
  }

  private static byte[] bytes(String file) {
    return TestFiles.bytes("odd-images/" + file);
  }
}
