package io.mapache.imaging;

/**
 * A square grid of numbers to lay over a picture, such as how much each place of it speaks for a
 * class.
 *
 * @param side numbers a row
 * @param values {@code [side, side]}, row by row from the top left; nobody writes into it after
 *     construction
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeatMap(int side, float[] values) {

  public HeatMap {
    if (side < 1 || values.length != side * side) {
      throw new IllegalArgumentException(
          "heat map: %d numbers for a side of %d (expected: its square)"
              .formatted(values.length, side));
    }
  }

  /**
   * The picture under the map, which is stretched over it: only what is above 0 glows, the highest
   * number most; the rest darkens.
   */
  public Picture over(Picture picture) {
    float highest = 1e-6f;
    for (float value : values) {
      highest = Math.max(highest, value);
    }
    int width = picture.width();
    int height = picture.height();
    byte[] from = picture.rgb();
    byte[] rgb = new byte[from.length];
    for (int y = 0, at = 0; y < height; y++) {
      double row = (y + 0.5) * side / height - 0.5;
      for (int x = 0; x < width; x++, at += 3) {
        double column = (x + 0.5) * side / width - 0.5;
        glow(from, rgb, at, Math.max(0, between(column, row) / highest));
      }
    }
    return new Picture(width, height, rgb);
  }

  private double between(double column, double row) {
    int left = (int) Math.max(0, Math.floor(column));
    int top = (int) Math.max(0, Math.floor(row));
    int right = Math.min(side - 1, left + 1);
    int bottom = Math.min(side - 1, top + 1);
    double along = Math.min(1, Math.max(0, column - left));
    double down = Math.min(1, Math.max(0, row - top));
    double above = values[top * side + left] * (1 - along) + values[top * side + right] * along;
    double below =
        values[bottom * side + left] * (1 - along) + values[bottom * side + right] * along;
    return above * (1 - down) + below * down;
  }

  /** From violet over red to yellow. */
  private static void glow(byte[] from, byte[] into, int at, double heat) {
    double share = 0.12 + 0.56 * heat;
    into[at] = mixed(from[at], Math.min(1, 0.35 + 1.3 * heat), share);
    into[at + 1] = mixed(from[at + 1], Math.max(0, 1.7 * heat - 0.75), share);
    into[at + 2] = mixed(from[at + 2], Math.max(0, 0.45 - 0.7 * heat), share);
  }

  private static byte mixed(byte cold, double hot, double share) {
    return (byte) Math.round((cold & 0xFF) * (1 - share) + 255 * hot * share);
  }
}
