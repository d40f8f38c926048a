package io.mapache.xception.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mapache.models.Head;
import io.mapache.xception.network.djl.HostCopy;
import io.mapache.xception.network.djl.Leaves;

/** The head as two arrays that train; the manager they were made in owns them. */
record DenseHead(int classes, NDArray kernel, NDArray bias) {

  static DenseHead of(NDManager arrays, Head head) {
    NDArray kernel;
    NDArray bias;
    try (NDArray k = arrays.create(head.kernel(), new Shape(head.features(), head.units()));
        NDArray b = arrays.create(head.bias())) {
      kernel = k.duplicate();
      bias = b.duplicate();
    }
    return new DenseHead(head.classes(), kernel, bias);
  }

  /** For one pass forth and back, as {@link Leaves}. */
  DenseHead leaves(NDManager scope) {
    return new DenseHead(classes, Leaves.of(scope, kernel), Leaves.of(scope, bias));
  }

  /** {@code [n, features]} to {@code [n, units]}. */
  NDArray logits(NDArray features) {
    try (NDArray product = features.matMul(kernel)) {
      return product.add(bias);
    }
  }

  Head copy() {
    return new Head(classes, HostCopy.of(kernel), HostCopy.of(bias));
  }
}
