package io.mapache.xception.layers;

import java.util.List;

/**
 * A layer in the words of the Keras guide: it has weights; those that a gradient may change are
 * trainable, unless the layer is frozen. Immutable: freezing gives another layer, so what a phase
 * was started with stays what it is (Keras decides it at {@code compile()}).
 */
public sealed interface Layer permits SingleLayer, Model {

  String name();

  /** Keras' class, for instance {@code BatchNormalization}. */
  String type();

  /** Shape of what comes out for one image. */
  List<Integer> output();

  /** False: frozen, whatever its weights are. */
  boolean trainable();

  /** The same layer, and all layers within, thawed or frozen. */
  Layer withTrainable(boolean trainable);

  /** All weights, those of layers within included. */
  List<Weight> weights();

  /** Those that training changes; none in a frozen layer. */
  List<Weight> trainableWeights();

  /** Those that training leaves bit-equal. */
  List<Weight> nonTrainableWeights();

  default Parameters parameters() {
    return new Parameters(numbers(trainableWeights()), numbers(nonTrainableWeights()));
  }

  private static long numbers(List<Weight> weights) {
    return weights.stream().mapToLong(Weight::numbers).sum();
  }

  /** How many numbers a layer holds, float32. */
  record Parameters(long trainable, long nonTrainable) {

    public long total() {
      return trainable + nonTrainable;
    }
  }
}
