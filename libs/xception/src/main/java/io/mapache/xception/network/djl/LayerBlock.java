package io.mapache.xception.network.djl;

import ai.djl.nn.Parameter;
import io.mapache.xception.network.Layer;
import java.util.Map;

/** A layer with weights; its parameters bear Keras' names and get their arrays from a base. */
abstract class LayerBlock extends ArrayBlock {
  private final Layer layer;

  LayerBlock(Layer layer) {
    this.layer = layer;
  }

  Layer layer() {
    return layer;
  }

  /** By Keras' name of the variable within the layer. */
  Map<String, Parameter> tensors() {
    return parameters;
  }

  /** Frozen until a fine-tuning decides otherwise. */
  final Parameter addTensor(String variable, Parameter.Type type) {
    return addParameter(
        Parameter.builder().setName(variable).setType(type).optRequiresGrad(false).build());
  }
}
