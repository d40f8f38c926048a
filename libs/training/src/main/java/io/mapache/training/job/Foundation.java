package io.mapache.training.job;

import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.xception.weights.BaseWeights;
import java.util.function.Supplier;

/**
 * What a training stands on. The weights are read when somebody asks for them: a head alone needs
 * the graph only, which is on the disk from the second training on. Not thread-safe.
 */
final class Foundation {

  private final String digest;
  private final Supplier<BaseWeights> source;
  private final BaseFile base;
  private BaseWeights weights;

  /**
   * @param digest of the weights
   * @param base the same weights as {@code base.onnx}
   */
  Foundation(String digest, Supplier<BaseWeights> source, BaseFile base) {
    this.digest = digest;
    this.source = source;
    this.base = base;
  }

  String digest() {
    return digest;
  }

  BaseFile base() {
    return base;
  }

  BaseWeights weights() {
    if (weights == null) {
      weights = source.get();
    }
    return weights;
  }
}
