package io.mapache.xception.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mapache.xception.network.djl.Leaves;
import io.mapache.xception.network.djl.LentBuffer;
import io.mapache.xception.network.djl.LibTorch;
import io.mapache.xception.network.djl.XceptionBase;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The way of a share forth to its logits and back to the gradients. Uses the weights through leaves
 * of its own, so several passes may be under way side by side; each takes one share at a time.
 */
final class Pass {
  private final XceptionBase network;
  private final DenseHead head;
  private final boolean readsImages;
  private final List<Double> classWeights;
  private final LentBuffer batchBuffer = new LentBuffer();
  private final LentBuffer maskBuffer = new LentBuffer();
  private final LentBuffer slopeBuffer = new LentBuffer();

  /**
   * @param network not owned, nor is the head
   * @param readsImages whether the shares are pixels from 0 to 255
   */
  Pass(XceptionBase network, DenseHead head, boolean readsImages, List<Double> classWeights) {
    this.network = network;
    this.head = head;
    this.readsImages = readsImages;
    this.classWeights = classWeights;
  }

  /**
   * What a share adds to its batch.
   *
   * @param loss its part of the mean over the batch
   * @param logits {@code [n, units]} in C order
   * @param gradients of the mean by everything that trains: the network's tensors in table order,
   *     then kernel and bias of the head
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Outcome(double loss, float[] logits, List<NDArray> gradients) {}

  /**
   * @param scope owns what is returned, and all that is made on the way
   */
  Outcome run(NDManager scope, Share share) {
    LibTorch.recordNothing();
    Leaves leaves = network.leaves(scope);
    DenseHead leafHead = head.leaves(scope);
    NDArray input = input(scope, share);
    LibTorch.record();
    try {
      NDArray features = network.features(leaves, input);
      NDArray logits = leafHead.logits(thinned(scope, features, share.mask()));
      float[] values = logits.toFloatArray();
      Loss loss = Loss.of(values, share.labels(), classWeights, share.batch());
      LibTorch.backward(
          logits, slopeBuffer.array(scope, FloatBuffer.wrap(loss.gradient()), logits.getShape()));
      return new Outcome(loss.value(), values, gradients(leaves, leafHead));
    } finally {
      LibTorch.recordNothing();
    }
  }

  private NDArray thinned(NDManager scope, NDArray features, float[] mask) {
    return mask.length == 0
        ? features
        : features.mul(maskBuffer.array(scope, FloatBuffer.wrap(mask), features.getShape()));
  }

  private NDArray input(NDManager scope, Share share) {
    return input(batchBuffer.array(scope, share.values(), share.shape()), readsImages);
  }

  /** What the network's first block takes, of an NHWC batch. */
  static NDArray input(NDArray batch, boolean ofImages) {
    NDArray given = XceptionBase.nchw(batch);
    return ofImages ? XceptionBase.scaled(given) : given;
  }

  private static List<NDArray> gradients(Leaves leaves, DenseHead head) {
    return new ArrayList<>(
        Stream.concat(leaves.arrays().stream(), Stream.of(head.kernel(), head.bias()))
            .map(NDArray::getGradient)
            .toList());
  }
}
