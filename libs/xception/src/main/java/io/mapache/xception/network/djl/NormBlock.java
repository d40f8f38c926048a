package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.Layer;

/**
 * A batch norm that always normalises by its stored statistics, even while gamma and beta train:
 * what the guide means by {@code base(x, training=False)}. The statistics are never written.
 *
 * <p>So it is a factor and a summand per channel, which go into the convolution before it (see
 * {@link NormedBlock}) and never run over a feature map of their own.
 */
final class NormBlock extends LayerBlock {

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

  /** {@code gamma / sqrt(variance + epsilon)}, {@code [channels, 1, 1, 1]}. */
  NDArray factor(ParameterStore parameters, NDArray x) {
    NDArray stretch = parameters.getValue(gamma, x.getDevice(), false);
    try (NDArray spread =
            parameters
                .getValue(variance, x.getDevice(), false)
                .add((float) Architecture.BATCH_NORM_EPSILON);
        NDArray deviation = spread.sqrt();
        NDArray factor = stretch.div(deviation)) {
      return factor.reshape(new Shape(-1, 1, 1, 1));
    }
  }

  /** {@code beta - mean * factor}, {@code [channels]}. */
  NDArray summand(ParameterStore parameters, NDArray factor) {
    NDArray shift = parameters.getValue(beta, factor.getDevice(), false);
    NDArray centre = parameters.getValue(mean, factor.getDevice(), false);
    try (NDArray flat = factor.flatten();
        NDArray moved = centre.mul(flat)) {
      return shift.sub(moved);
    }
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    throw new UnsupportedOperationException("a batch norm runs within the convolution before it");
  }
}
