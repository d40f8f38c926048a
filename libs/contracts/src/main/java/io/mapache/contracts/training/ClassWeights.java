package io.mapache.contracts.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an image of a class counts in the training loss; validation and test always count each image
 * once. In JSON {@code "none"}, {@code "balanced"}, or an object from label to weight.
 *
 * @param mode how the weights come about
 * @param byLabel for {@link Mode#GIVEN}; labels that are left out weigh 1
 */
public record ClassWeights(Mode mode, Map<String, Double> byLabel) {

  public static final ClassWeights NONE = new ClassWeights(Mode.NONE, Map.of());
  public static final ClassWeights BALANCED = new ClassWeights(Mode.BALANCED, Map.of());

  static final String EXPECTED = "none, balanced, or an object from label to a weight above 0";

  /** How weights come about. */
  public enum Mode {
    /** All weigh 1. */
    NONE,
    /** {@code n / (C * n_c)}: each class counts as much as any other, the mean weight is 1. */
    BALANCED,
    GIVEN
  }

  public ClassWeights {
    byLabel = Map.copyOf(byLabel);
    byLabel.forEach(
        (label, weight) ->
            Keys.require(
                "classWeights." + label,
                weight,
                weight > 0 && weight <= 1e6,
                "above 0, at most 1000000"));
  }

  @JsonCreator
  static ClassWeights parse(JsonNode json) {
    if (json.isTextual() && json.textValue().equals("none")) {
      return NONE;
    }
    if (json.isTextual() && json.textValue().equals("balanced")) {
      return BALANCED;
    }
    Keys.require("classWeights", json, json.isObject(), EXPECTED);
    Map<String, Double> weights = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      Keys.require(
          "classWeights." + field.getKey(),
          field.getValue(),
          field.getValue().isNumber(),
          "a number");
      weights.put(field.getKey(), field.getValue().doubleValue());
    }
    return new ClassWeights(Mode.GIVEN, weights);
  }

  @JsonValue
  Object json() {
    return switch (mode) {
      case NONE -> "none";
      case BALANCED -> "balanced";
      case GIVEN -> new TreeMap<>(byLabel);
    };
  }

  /**
   * The weight of each class.
   *
   * @param classes labels by class number
   * @param counts training images by class number, each at least 1
   * @throws IllegalArgumentException if a label of ours is none of the classes
   */
  public double[] of(List<String> classes, int[] counts) {
    double[] weights = new double[classes.size()];
    long images = 0;
    for (int count : counts) {
      images += count;
    }
    for (int c = 0; c < weights.length; c++) {
      weights[c] =
          switch (mode) {
            case NONE -> 1;
            case BALANCED -> images / ((double) classes.size() * counts[c]);
            case GIVEN -> byLabel.getOrDefault(classes.get(c), 1.0);
          };
    }
    List<String> unknown = new ArrayList<>(byLabel.keySet());
    unknown.removeAll(classes);
    Keys.require("classWeights", unknown, unknown.isEmpty(), "labels out of " + classes);
    return weights;
  }
}
