package io.mapache.inference.oip;

import java.util.List;
import java.util.Optional;

/** What becomes of a request that could be read. */
public sealed interface InferAnswer {

  /**
   * All images are answered, by one version.
   *
   * @param id as the request gave it
   * @param parameters of the request, except for those that the protocol defines
   */
  record Inferred(
      String model,
      int version,
      Optional<String> id,
      Parameters parameters,
      List<OutputTensor> outputs)
      implements InferAnswer {}

  /** One image that has no answer is enough. */
  record Rejected(Rejection why) implements InferAnswer {}
}
