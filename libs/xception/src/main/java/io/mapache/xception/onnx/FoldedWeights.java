package io.mapache.xception.onnx;

import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.Layer;
import io.mapache.xception.weights.BaseWeights;

/**
 * Kernels in ONNX' order {@code [out,in,kh,kw]} with the batch norm behind them folded in:
 *
 * <pre>
 * s = gamma / sqrt(variance + eps)     kernel' = kernel * s     bias' = beta - mean * s
 * </pre>
 *
 * Computed in double, rounded once.
 */
final class FoldedWeights {

  /** {@code x / 127.5 - 1} as {@code x * SCALE - 1}. */
  private static final double SCALE = 1 / 127.5;

  private final BaseWeights weights;

  FoldedWeights(BaseWeights weights) {
    this.weights = weights;
  }

  /** A convolution that needs no batch norm any more. */
  record Convolution(float[] kernel, float[] bias) {}

  /** {@code [in,1,3,3]} from Keras' {@code [3,3,in,1]}. */
  float[] depthwise(String layer) {
    float[] kernel = weights.tensor(layer + "/depthwise_kernel");
    int channels = kernel.length / 9;
    float[] turned = new float[kernel.length];
    for (int at = 0; at < 9; at++) {
      for (int c = 0; c < channels; c++) {
        turned[c * 9 + at] = kernel[at * channels + c];
      }
    }
    return turned;
  }

  Convolution pointwise(String layer) {
    return fold(weights.tensor(layer + "/pointwise_kernel"), 1, norm(layer + "_bn"));
  }

  Convolution convolution(String layer, String norm) {
    int window = weights.architecture().layer(layer).kernel();
    return fold(weights.tensor(layer + "/kernel"), window * window, norm(norm));
  }

  /**
   * The first convolution, reading 0..255 instead of -1..1. Exact only because its padding is
   * VALID: a padded zero would mean -1 to a rescaled input.
   */
  Convolution rescaledConvolution(String layer) {
    Layer shape = weights.architecture().layer(layer);
    float[] kernel = weights.tensor(layer + "/kernel");
    Norm norm = norm(layer + "_bn");
    int outputs = shape.outputs();
    double[] shift = new double[outputs];
    for (int i = 0; i < kernel.length; i++) {
      shift[i % outputs] -= kernel[i] * norm.scale[i % outputs];
    }
    for (int o = 0; o < outputs; o++) {
      norm.bias[o] += shift[o];
      norm.scale[o] *= SCALE;
    }
    return fold(kernel, shape.kernel() * shape.kernel(), norm);
  }

  /** {@code [at,in,out]} to {@code [out,in,at]}, scaled by output channel. */
  private static Convolution fold(float[] kernel, int window, Norm norm) {
    int outputs = norm.bias.length;
    int inputs = kernel.length / window / outputs;
    float[] turned = new float[kernel.length];
    for (int at = 0; at < window; at++) {
      for (int i = 0; i < inputs; i++) {
        int from = (at * inputs + i) * outputs;
        for (int o = 0; o < outputs; o++) {
          turned[(o * inputs + i) * window + at] = (float) (kernel[from + o] * norm.scale[o]);
        }
      }
    }
    float[] bias = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      bias[o] = (float) norm.bias[o];
    }
    return new Convolution(turned, bias);
  }

  /** A batch norm in inference mode as {@code y = x * scale + bias}. */
  private record Norm(double[] scale, double[] bias) {}

  private Norm norm(String layer) {
    float[] gamma = weights.tensor(layer + "/gamma");
    float[] beta = weights.tensor(layer + "/beta");
    float[] mean = weights.tensor(layer + "/moving_mean");
    float[] variance = weights.tensor(layer + "/moving_variance");
    double[] scale = new double[gamma.length];
    double[] bias = new double[gamma.length];
    for (int c = 0; c < gamma.length; c++) {
      scale[c] = gamma[c] / Math.sqrt(variance[c] + Architecture.BATCH_NORM_EPSILON);
      bias[c] = beta[c] - mean[c] * scale[c];
    }
    return new Norm(scale, bias);
  }
}
