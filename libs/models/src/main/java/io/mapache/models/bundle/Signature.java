package io.mapache.models.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a model reads and answers.
 *
 * @param imageSize edge of the square images, pixels
 * @param inputs {@code image}: float32 {@code [N,S,S,3]}, RGB, 0..255
 * @param outputs {@code logits}, {@code probabilities}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Signature(int imageSize, List<Tensor> inputs, List<Tensor> outputs) {

  public Signature {
    if (imageSize < 71) {
      throw new IllegalArgumentException(
          "signature: images of " + imageSize + " px (expected: at least 71, as Xception needs)");
    }
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * @param shape the batch dimension is -1
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tensor(String name, String type, List<Integer> shape) {
    public Tensor {
      shape = List.copyOf(shape);
    }
  }

  /** The signature of every classifier here: an image in, logits and probabilities out. */
  public static Signature classifier(int imageSize, int classes) {
    int units = io.mapache.models.Head.unitsFor(classes);
    return new Signature(
        imageSize,
        List.of(new Tensor("image", "float32", List.of(-1, imageSize, imageSize, 3))),
        List.of(
            new Tensor("logits", "float32", List.of(-1, units)),
            new Tensor("probabilities", "float32", List.of(-1, classes))));
  }
}
