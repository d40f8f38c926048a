package io.mapache.inference;

import io.mapache.contracts.Digest;
import io.mapache.inference.serving.Parcel;
import io.mapache.models.Centroids;
import io.mapache.models.Head;
import io.mapache.models.Measure;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.Novelty;
import io.mapache.models.bundle.Signature;
import io.mapache.models.graph.Attribute;
import io.mapache.models.graph.Graph;
import io.mapache.models.graph.Names;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Models small enough to reckon by hand: their base makes one feature of each colour, its mean over
 * the image times a factor, divided by 255, and their head tells blue from red.
 */
public final class TinyModels {

  /** The least that a signature takes. */
  public static final int SIZE = 71;

  public static final List<String> CLASSES = List.of("blue", "red");

  /** Says red for red, and surely. */
  public static final Head HEAD = new Head(2, new float[] {8, 0, -8}, new float[] {0});

  /** Says red for red, and less surely. */
  public static final Head CALMER = new Head(2, new float[] {2, 0, -2}, new float[] {0});

  private TinyModels() {}

  /** Parts that fit together. */
  public static Parcel parcel(Digest base, float factor, Head head) {
    return new Parcel(
        bundle(base, Digest.of("head " + head.hashCode()), Digest.of("golden"), SIZE),
        head,
        golden(factor, head),
        Optional.empty());
  }

  /** The same that knows novelty: red of any strength is as usual as can be, black is not. */
  public static Parcel withNovelty(Digest base, float factor, Head head) {
    Digest centroids = Digest.of("centroids");
    List<Double> percentiles =
        IntStream.rangeClosed(0, 100).mapToObj(percent -> percent / 200.0).toList();
    return new Parcel(
        bundle(
            base,
            Digest.of("head " + head.hashCode()),
            Digest.of("golden"),
            SIZE,
            new Novelty(centroids.hex(), percentiles, Measure.DIRECTION)),
        head,
        golden(factor, head),
        Optional.of(new Centroids(2, new float[] {0, 0, 1, 1, 0, 0})));
  }

  public static Bundle bundle(Digest base, Digest head, Digest golden, int imageSize) {
    return bundle(base, head, golden, imageSize, null);
  }

  private static Bundle bundle(
      Digest base, Digest head, Digest golden, int imageSize, Novelty novelty) {
    return new Bundle(
        "colours",
        Bundle.FROZEN,
        "training-1",
        Instant.EPOCH,
        CLASSES,
        Signature.classifier(imageSize, CLASSES.size()),
        base.hex(),
        head.hex(),
        golden.hex(),
        "w".repeat(64),
        null,
        null,
        null,
        null,
        null,
        1,
        novelty,
        "test");
  }

  public static Golden golden(float factor, Head head) {
    return new Golden(
        SIZE, List.of(example(0xC01020, factor, head), example(0x1020C0, factor, head)));
  }

  /** The same, checked with a picture of one colour alone. */
  public static Parcel withGolden(Digest base, float factor, Head head, int rgb) {
    Parcel parcel = parcel(base, factor, head);
    Golden other = new Golden(SIZE, List.of(example(rgb, factor, head)));
    return new Parcel(parcel.bundle(), head, other, Optional.empty());
  }

  private static Golden.Example example(int rgb, float factor, Head head) {
    float[] features = new float[3];
    for (int c = 0; c < 3; c++) {
      features[c] = (rgb >> 16 - 8 * c & 0xff) * factor / 255;
    }
    return new Golden.Example(png(rgb), head.probabilities(features));
  }

  /** A plain picture of one colour. */
  public static byte[] png(int rgb) {
    BufferedImage picture = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 80; x++) {
        picture.setRGB(x, y, rgb);
      }
    }
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the bundles say of their base, as ONNX: the means of the channels, times the factor. */
  public static void writeBase(float factor, Path file) throws IOException {
    Graph graph = new Graph("base");
    String image = graph.input(Names.IMAGE, SIZE, SIZE, 3);
    graph.node("Identity", Names.ACTIVATION, List.of(image));
    String means =
        graph.node(
            "ReduceMean",
            "means",
            List.of(image),
            Attribute.numbers("axes", 1, 2),
            Attribute.number("keepdims", 0));
    float scale = factor / 255;
    String factors =
        graph.tensor("factors", new float[] {scale, 0, 0, 0, scale, 0, 0, 0, scale}, 3, 3);
    graph.node("MatMul", Names.FEATURES, List.of(means, factors));
    graph.output(Names.FEATURES, 3);
    graph.output(Names.ACTIVATION, SIZE, SIZE, 3);
    graph.write(file);
  }
}
