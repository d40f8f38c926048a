package io.mapache.inference.oip;

import io.mapache.inference.prediction.Input;
import java.util.List;
import java.util.Optional;

/**
 * A request whose every part is good.
 *
 * @param images at least one
 * @param outputs those that are asked for, in their order; empty for all
 */
public record InferRequest(
    Optional<String> id, Parameters parameters, List<Input> images, List<RequestedOutput> outputs) {

  public InferRequest {
    images = List.copyOf(images);
    outputs = List.copyOf(outputs);
  }
}
