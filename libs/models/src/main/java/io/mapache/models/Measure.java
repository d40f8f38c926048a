package io.mapache.models;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of its features counts when an image is compared with the middle of a class. */
public enum Measure {

  /** All of them, as they are: how much is seen in an image counts as well as what. */
  @JsonProperty("euclidean")
  EUCLIDEAN {
    @Override
    public float[] of(float[] features) {
      return features;
    }
  },

  /**
   * Their direction alone: features are brought to length 1. An image of something unknown excites
   * few of them, and by that alone would lie near every middle.
   */
  @JsonProperty("direction")
  DIRECTION {
    @Override
    public float[] of(float[] features) {
      double squares = 0;
      for (float feature : features) {
        squares += (double) feature * feature;
      }
      double length = Math.sqrt(squares);
      float[] direction = new float[features.length];
      for (int f = 0; length > 0 && f < direction.length; f++) {
        direction[f] = (float) (features[f] / length);
      }
      return direction;
    }
  };

  /**
   * What distances are taken between.
   *
   * @param features not modified
   * @return as many numbers; all 0 where all features are
   */
  public abstract float[] of(float[] features);
}
