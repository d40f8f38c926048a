package io.mapache.training.job;

import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.xception.weights.BaseWeights;

/**
 * What a training stands on.
 *
 * @param base the same weights as {@code base.onnx}
 */
record Foundation(BaseWeights weights, BaseFile base) {}
