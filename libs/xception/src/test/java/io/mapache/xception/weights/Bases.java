package io.mapache.xception.weights;

import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Bases for tests that need the structure and not the knowledge. */
public final class Bases {
  private Bases() {}

  /** Number j of tensor i is {@code i + (j mod 7) / 8}: what make_weight_files.py writes. */
  public static BaseWeights numbered(Architecture architecture) {
    Map<String, float[]> tensors = new HashMap<>();
    for (Tensor tensor : architecture.table().tensors()) {
      float[] values = new float[tensor.size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = tensor.index() + (j % 7) / 8f;
      }
      tensors.put(tensor.name(), values);
    }
    return BaseWeights.of(architecture, tensors);
  }

  /** Random kernels of a size that keeps activations near 1, and norms that are no identities. */
  public static BaseWeights random(Architecture architecture, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> tensors = new HashMap<>();
    for (Tensor tensor : architecture.table().tensors()) {
      float[] values = new float[tensor.size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) number(tensor, random);
      }
      tensors.put(tensor.name(), values);
    }
    return BaseWeights.of(architecture, tensors);
  }

  private static double number(Tensor tensor, Random random) {
    double normal = random.nextGaussian();
    return switch (tensor.variable()) {
      case "gamma" -> 1 + 0.2 * normal;
      case "beta", "moving_mean" -> 0.2 * normal;
      case "moving_variance" -> 1 + 0.5 * random.nextDouble();
      case "depthwise_kernel" -> normal / 3;
      default -> normal * Math.sqrt(1.0 / (tensor.size() / tensor.shape().get(3)));
    };
  }
}
