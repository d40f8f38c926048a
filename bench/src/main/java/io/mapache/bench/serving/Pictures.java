package io.mapache.bench.serving;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Encoded images to send: the files of a folder, or drawn ones of a usual size. */
final class Pictures {

  private static final int COUNT = 64;
  private static final int WIDTH = 500;
  private static final int HEIGHT = 375;

  private Pictures() {}

  /**
   * @param folder null for drawn ones
   */
  static List<byte[]> from(Path folder) throws IOException {
    if (folder == null) {
      return drawn();
    }
    List<byte[]> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().limit(COUNT).toList()) {
        pictures.add(Files.readAllBytes(file));
      }
    }
    if (pictures.isEmpty()) {
      throw new IOException("no files in " + folder + " (expected: images)");
    }
    return pictures;
  }

  private static List<byte[]> drawn() throws IOException {
    Random random = new Random(1);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
      Graphics2D canvas = image.createGraphics();
      canvas.setPaint(
          new GradientPaint(0, 0, colour(random), WIDTH, HEIGHT, colour(random), false));
      canvas.fillRect(0, 0, WIDTH, HEIGHT);
      for (int shape = 0; shape < 200; shape++) {
        canvas.setColor(colour(random));
        canvas.fillOval(
            random.nextInt(WIDTH),
            random.nextInt(HEIGHT),
            5 + random.nextInt(60),
            5 + random.nextInt(60));
      }
      canvas.dispose();
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", jpeg);
      pictures.add(jpeg.toByteArray());
    }
    return pictures;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }
}
