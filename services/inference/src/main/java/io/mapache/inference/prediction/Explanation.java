package io.mapache.inference.prediction;

import java.util.Arrays;

/**
 * Where a model looked: its class-activation map.
 *
 * @param label the class that is explained: the most probable one
 * @param grid {@code [s][s]}, rows from the top; above 0 where the image speaks for the class
 * @param imageSize edge of the square image that the base read, in pixels
 * @param pixels {@code [imageSize,imageSize,3]} RGB 0..255: that image; not to be modified
 */
public record Explanation(String label, float[][] grid, int imageSize, float[] pixels) {

  /** A square of numbers by its rows. */
  static float[][] rows(float[] square) {
    int side = (int) Math.round(Math.sqrt(square.length));
    float[][] rows = new float[side][];
    for (int y = 0; y < side; y++) {
      rows[y] = Arrays.copyOfRange(square, y * side, (y + 1) * side);
    }
    return rows;
  }
}
