package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What became of one image.
 *
 * @param overlay PNG of the picture under its activation map; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(Part part, Prediction prediction, byte @Nullable [] overlay) {

  Answer(Part part, Prediction prediction) {
    this(part, prediction, null);
  }
}
