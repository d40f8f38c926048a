package io.mapache.training.bundle;

import io.mapache.contracts.Digest;
import io.mapache.imaging.Picture;
import io.mapache.imaging.Resize;
import io.mapache.training.images.Pictures;
import io.mapache.training.snapshot.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The pictures in {@code golden.json}: of validation images, a quarter larger than what the network
 * reads, so that decoding and resizing are checked with it, and small whatever the originals were.
 */
final class GoldenPictures {

  private static final int COUNT = 8;

  private GoldenPictures() {}

  /**
   * Up to eight images, the classes in turn, each in the order of the samples.
   *
   * @param classes number of classes
   */
  static List<Digest> choose(List<Sample> validation, int classes) {
    List<List<Sample>> byClass =
        IntStream.range(0, classes)
            .mapToObj(c -> validation.stream().filter(s -> s.label() == c).limit(COUNT).toList())
            .toList();
    List<Digest> chosen = new ArrayList<>();
    for (int round = 0; round < COUNT; round++) {
      for (List<Sample> samples : byClass) {
        if (round < samples.size() && chosen.size() < COUNT) {
          chosen.add(samples.get(round).image());
        }
      }
    }
    return chosen;
  }

  /** PNG files of these images. */
  static List<byte[]> pngs(Pictures pictures, List<Digest> images, int imageSize)
      throws IOException {
    List<byte[]> pngs = new ArrayList<>();
    for (Digest image : images) {
      pngs.add(png(pictures.picture(image), imageSize + imageSize / 4));
    }
    return pngs;
  }

  private static byte[] png(Picture picture, int edge) throws IOException {
    float[] pixels = Resize.bilinear(picture, edge);
    BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < edge * edge; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | Math.round(pixels[3 * i + c]);
      }
      image.setRGB(i % edge, i / edge, rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
