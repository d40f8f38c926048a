package io.mapache.imaging;

import java.nio.FloatBuffer;

/**
 * The only resize: bilinear, half-pixel centres, no antialiasing, sides not kept in proportion.
 *
 * <p>Bit-equal to {@code tf.image.resize(image, (size, size))} on the CPU, so float32 at every
 * step. Source: TensorFlow, {@code core/kernels/image/resize_bilinear_op.cc}, {@code
 * HalfPixelScaler}.
 */
public final class Resize {

  private Resize() {}

  /**
   * Resizes to a square.
   *
   * @return float32 {@code [size, size, 3]}, C order, RGB, 0..255 (not rounded, not rescaled)
   */
  public static float[] bilinear(Picture picture, int size) {
    float[] pixels = new float[3 * size * size];
    bilinear(picture, size, FloatBuffer.wrap(pixels));
    return pixels;
  }

  /**
   * The same, written at the buffer's position, which moves on by {@code size * size * 3}: batches
   * are filled picture by picture.
   *
   * @throws IllegalArgumentException if the size is not positive
   * @throws java.nio.BufferOverflowException if fewer than {@code size * size * 3} floats remain
   */
  public static void bilinear(Picture picture, int size, FloatBuffer into) {
    if (size < 1) {
      throw new IllegalArgumentException("resize to " + size + " (expected: at least 1)");
    }
    Axis columns = new Axis(picture.width(), size);
    Axis rows = new Axis(picture.height(), size);
    byte[] rgb = picture.rgb();
    float[] line = new float[3 * size];
    for (int y = 0; y < size; y++) {
      int top = rows.lower[y] * picture.width();
      int bottom = rows.upper[y] * picture.width();
      float down = rows.share[y];
      for (int x = 0, at = 0; x < size; x++) {
        int left = columns.lower[x];
        int right = columns.upper[x];
        float along = columns.share[x];
        for (int c = 0; c < 3; c++, at++) {
          float above = mix(rgb[3 * (top + left) + c], rgb[3 * (top + right) + c], along);
          float below = mix(rgb[3 * (bottom + left) + c], rgb[3 * (bottom + right) + c], along);
          line[at] = above + (below - above) * down;
        }
      }
      into.put(line);
    }
  }

  private static float mix(byte from, byte to, float share) {
    float start = from & 0xFF;
    return start + ((to & 0xFF) - start) * share;
  }

  /** For each output position: the two input positions and the share of the second. */
  private static final class Axis {

    final int[] lower;
    final int[] upper;
    final float[] share;

    Axis(int from, int to) {
      lower = new int[to];
      upper = new int[to];
      share = new float[to];
      float scale = (float) from / to;
      for (int i = 0; i < to; i++) {
        float position = (i + 0.5f) * scale - 0.5f;
        float floor = (float) Math.floor(position);
        lower[i] = Math.max((int) floor, 0);
        upper[i] = Math.min((int) Math.ceil(position), from - 1);
        share[i] = position - floor;
      }
    }
  }
}
