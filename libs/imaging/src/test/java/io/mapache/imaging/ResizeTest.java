package io.mapache.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {

  /** Goldens: {@code tf.image.resize(image, (size, size)).numpy()}, TensorFlow 2.21 on the CPU. */
  @ParameterizedTest
  @CsvSource({
    "image_0.png, 71, resized_71.npy, 0",
    "image_1.png, 71, resized_71.npy, 1",
    "image_0.png, 96, resized_96.npy, 0",
    "image_1.png, 96, resized_96.npy, 1",
    "image_2.png, 150, resized_150_image_2.npy, 0"
  })
  void isBitEqualToTensorFlow(String file, int size, String golden, int index) {
    float[] expected = npy(TestFiles.bytes("resize/" + golden), index, size * size * 3);
    assertThat(Resize.bilinear(picture(file), size)).isEqualTo(expected);
  }

  @Test
  void givesBackThePixelsAtTheSameSize() {
    Picture square = gradient(9, 9);
    float[] same = Resize.bilinear(square, 9);
    for (int i = 0; i < same.length; i++) {
      assertThat(same[i]).isEqualTo(square.rgb()[i] & 0xFF);
    }
  }

  @Test
  void fillsABatchPictureByPicture() {
    Picture first = gradient(20, 11);
    Picture second = gradient(8, 30);
    FloatBuffer batch = FloatBuffer.allocate(2 * 4 * 4 * 3);
    Resize.bilinear(first, 4, batch);
    Resize.bilinear(second, 4, batch);
    assertThat(batch.remaining()).isZero();
    assertThat(batch.slice(0, 48)).isEqualTo(FloatBuffer.wrap(Resize.bilinear(first, 4)));
    assertThat(batch.slice(48, 48)).isEqualTo(FloatBuffer.wrap(Resize.bilinear(second, 4)));
  }

  @Test
  void refusesABufferWithoutRoom() {
    FloatBuffer small = FloatBuffer.allocate(4 * 4 * 3 - 1);
    assertThatThrownBy(() -> Resize.bilinear(gradient(8, 8), 4, small))
        .isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void refusesASizeOfNothing() {
    assertThatThrownBy(() -> Resize.bilinear(gradient(8, 8), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: at least 1");
  }

  private static Picture picture(String file) {
    Decoded decoded = new ImageDecoder().decode(TestFiles.bytes("resize/" + file));
    return ((Decoded.Image) decoded).picture();
  }

  private static Picture gradient(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 7);
    }
    return new Picture(width, height, rgb);
  }

  /** One item of a float32 array, little-endian, C order. */
  private static float[] npy(byte[] file, int index, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int data = 10 + bytes.getShort(8);
    float[] item = new float[length];
    bytes
        .position(data + 4 * index * length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(item);
    return item;
  }
}
