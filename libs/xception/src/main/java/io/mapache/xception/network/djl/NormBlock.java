package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.Layer;

/**
 * A batch norm that always normalises by its stored statistics, even while gamma and beta train:
 * what the guide means by {@code base(x, training=False)}. The statistics are never written.
 */
final class NormBlock extends LayerBlock {

  /** DJL hands the axis -1 straight to libtorch, which always takes the second; 1 would copy. */
  private static final int SECOND_AXIS = -1;

  private static final float UNUSED_MOMENTUM = 0.99f;

  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter mean;
  private final Parameter variance;

  NormBlock(Layer layer) {
    super(layer);
    this.gamma = addTensor("gamma", Parameter.Type.GAMMA);
    this.beta = addTensor("beta", Parameter.Type.BETA);
    this.mean = addTensor("moving_mean", Parameter.Type.RUNNING_MEAN);
    this.variance = addTensor("moving_variance", Parameter.Type.RUNNING_VAR);
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    return BatchNorm.batchNorm(
            x,
            parameters.getValue(mean, x.getDevice(), false),
            parameters.getValue(variance, x.getDevice(), false),
            parameters.getValue(gamma, x.getDevice(), false),
            parameters.getValue(beta, x.getDevice(), false),
            SECOND_AXIS,
            UNUSED_MOMENTUM,
            (float) Architecture.BATCH_NORM_EPSILON,
            false)
        .singletonOrThrow();
  }
}
