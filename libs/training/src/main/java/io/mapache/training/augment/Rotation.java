package io.mapache.training.augment;

import io.mapache.training.epochs.Dice;

/**
 * Turns images about their centre by a random angle, as Keras' {@code RandomRotation}: bilinear,
 * and where the picture has moved away, its reflection.
 *
 * @param largest angle in turns, either way; the angle is uniform in {@code [-largest, largest)}
 */
record Rotation(double largest) implements Augmentation {

  @Override
  public float[] apply(float[] image, int size, Dice dice) {
    return turned(image, size, largest * (2 * dice.nextDouble() - 1));
  }

  /**
   * The image turned counter-clockwise. Each pixel is read where it came from, between four
   * neighbours; pixel centres lie on whole numbers.
   *
   * @param turns fraction of a full turn
   */
  static float[] turned(float[] image, int size, double turns) {
    double cos = Math.cos(2 * Math.PI * turns);
    double sin = Math.sin(2 * Math.PI * turns);
    double centre = (size - 1) / 2.0;
    double startX = centre - centre * cos + centre * sin;
    double startY = centre - centre * sin - centre * cos;
    float[] turned = new float[image.length];
    for (int y = 0, at = 0; y < size; y++) {
      for (int x = 0; x < size; x++, at += 3) {
        double fromX = reflected(cos * x - sin * y + startX, size);
        double fromY = reflected(sin * x + cos * y + startY, size);
        mix(image, size, fromX, fromY, turned, at);
      }
    }
    return turned;
  }

  /**
   * Mirrors a coordinate into the picture: {@code d c b a | a b c d | d c b a}, mirrors at -0.5 and
   * n - 0.5. Up to half a pixel outside, the border pixel itself is meant. One reflection is enough
   * for what a turn about the centre of a square asks for.
   */
  private static double reflected(double v, int n) {
    double inside = v < 0 ? -v - 1 : v;
    inside = inside >= n ? 2 * n - 1 - inside : inside;
    return Math.min(Math.max(inside, 0), n - 1);
  }

  private static void mix(float[] image, int size, double x, double y, float[] into, int at) {
    int left = (int) x;
    int top = (int) y;
    float toRight = (float) (x - left);
    float toBottom = (float) (y - top);
    int first = (top * size + left) * 3;
    int right = left + 1 < size ? 3 : 0;
    int below = top + 1 < size ? 3 * size : 0;
    for (int c = first; c < first + 3; c++) {
      float above = image[c] * (1 - toRight) + image[c + right] * toRight;
      float under = image[c + below] * (1 - toRight) + image[c + below + right] * toRight;
      into[at + c - first] = above * (1 - toBottom) + under * toBottom;
    }
  }
}
