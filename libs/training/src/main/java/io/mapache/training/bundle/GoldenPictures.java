package io.mapache.training.bundle;

import io.mapache.contracts.Digest;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.ImageEncoder;
import io.mapache.imaging.Picture;
import io.mapache.imaging.Resize;
import io.mapache.training.images.Pictures;
import io.mapache.training.snapshot.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The pictures in {@code golden.json}: of validation images, a quarter larger than what the network
 * reads, so that decoding and resizing are checked with it, and small whatever the originals were.
 */
public final class GoldenPictures {

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

  /** One of them as a base reads it: {@code [size, size, 3]}, RGB, 0..255. */
  public static float[] pixels(byte[] png, int size) {
    Decoded.Image image = (Decoded.Image) new ImageDecoder().decode(png);
    return Resize.bilinear(image.picture(), size);
  }

  private static byte[] png(Picture picture, int edge) {
    float[] pixels = Resize.bilinear(picture, edge);
    byte[] rgb = new byte[pixels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) Math.round(pixels[i]);
    }
    return ImageEncoder.png(new Picture(edge, edge, rgb));
  }
}
