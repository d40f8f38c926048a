package io.mapache.inference.oip;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What one version takes and gives.
 *
 * @param imageSize edge of the images that it reads, in pixels
 * @param classes how many
 * @param novelty whether it knows how unlike its training images an image is
 * @param maxImages in one request
 */
public record Contract(int imageSize, int classes, boolean novelty, int maxImages) {

  static final String IMAGE = "image";
  static final String PROBABILITIES = "probabilities";
  static final String LABEL = "label";
  static final String NOVELTY = "novelty";

  private static final long FREE = -1;

  static Contract of(int imageSize, int classes, boolean novelty, RequestLimits limits) {
    int fitting = limits.unpacked() / (imageSize * imageSize * 3 * Float.BYTES);
    return new Contract(
        imageSize, classes, novelty, Math.max(1, Math.min(limits.images(), fitting)));
  }

  /**
   * One input, as the model itself reads it. It is taken as UINT8 and as encoded files as well, but
   * a client that reads metadata would send each input that is listed.
   */
  public List<TensorMetadata> inputs() {
    return List.of(
        new TensorMetadata(
            IMAGE, Datatype.FP32, List.of(FREE, (long) imageSize, (long) imageSize, 3L)));
  }

  public List<TensorMetadata> outputs() {
    return Stream.of(
            new TensorMetadata(PROBABILITIES, Datatype.FP32, List.of(FREE, (long) classes)),
            new TensorMetadata(LABEL, Datatype.BYTES, List.of(FREE)),
            new TensorMetadata(NOVELTY, Datatype.FP32, List.of(FREE)))
        .filter(output -> novelty || !output.name().equals(NOVELTY))
        .toList();
  }

  /** Numbers in one image. */
  int pixels() {
    return imageSize * imageSize * 3;
  }

  /**
   * Most memory that the images of a request take once they are read.
   *
   * @param size of the request, in bytes
   */
  int unpacked(int size) {
    long pixels = (long) maxImages * pixels() * Float.BYTES;
    return (int) Math.max(size, Math.min((long) size * Float.BYTES, pixels));
  }

  /** An output as a request asks for it; refused if it is not given. */
  public RequestedOutput output(String name, Parameters parameters) throws RejectedException {
    List<String> given = outputs().stream().map(TensorMetadata::name).toList();
    if (!given.contains(name)) {
      throw RejectedException.invalid("output `%s` (expected: one of %s)", name, given);
    }
    OptionalInt classification = parameters.count("classification");
    if (classification.isPresent() && !name.equals(PROBABILITIES)) {
      throw RejectedException.invalid(
          "classification of output `%s` (expected: of `%s`)", name, PROBABILITIES);
    }
    return new RequestedOutput(name, parameters.flag("binary_data"), classification);
  }

  /** What an input has to be, in words. */
  public String expected() {
    return "expected: `%1$s` as FP32 or UINT8 [n,%2$d,%2$d,3] with values 0 to 255, or as BYTES [n] with image files; n from 1 to %3$d"
        .formatted(IMAGE, imageSize, maxImages);
  }
}
