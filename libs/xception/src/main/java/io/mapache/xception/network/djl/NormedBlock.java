package io.mapache.xception.network.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/**
 * A convolution with its batch norm: the brick of all blocks. The norm's factor is multiplied into
 * the kernel and its summand is the bias, within what autograd records: gamma and beta get their
 * gradients through those small arrays, and no feature map is read, written or kept for the norm.
 */
final class NormedBlock extends ArrayBlock {
  private final ConvolvingBlock convolution;
  private final NormBlock norm;

  NormedBlock(Layers layers, String convolution, String norm) {
    this.convolution = addChildBlock(convolution, layers.convolution(convolution));
    this.norm = addChildBlock(norm, layers.norm(norm));
  }

  @Override
  NDArray apply(ParameterStore parameters, NDArray x) {
    try (NDArray factor = norm.factor(parameters, x);
        NDArray summand = norm.summand(parameters, factor)) {
      return convolution.apply(parameters, x, factor, summand);
    }
  }

  /**
   * Leaves the summand out, for a max pool behind it: the largest of some numbers and a summand
   * more is the same before and after, and after it are a quarter of the numbers.
   */
  NDArray withoutSummand(ParameterStore parameters, NDArray x) {
    try (NDArray factor = norm.factor(parameters, x)) {
      return convolution.apply(parameters, x, factor, null);
    }
  }

  /** Adds the summand that another one has left out to its own. */
  NDArray withSummandOf(NormedBlock other, ParameterStore parameters, NDArray x) {
    try (NDArray factor = norm.factor(parameters, x);
        NDArray own = norm.summand(parameters, factor);
        NDArray otherFactor = other.norm.factor(parameters, x);
        NDArray leftOut = other.norm.summand(parameters, otherFactor);
        NDArray both = own.add(leftOut)) {
      return convolution.apply(parameters, x, factor, both);
    }
  }
}
