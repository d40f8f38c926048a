package io.mapache.inference.oip;

import java.util.List;

/**
 * A tensor that a model takes or gives.
 *
 * @param shape -1 where the size is free
 */
public record TensorMetadata(String name, Datatype datatype, List<Long> shape) {

  public TensorMetadata {
    shape = List.copyOf(shape);
  }
}
