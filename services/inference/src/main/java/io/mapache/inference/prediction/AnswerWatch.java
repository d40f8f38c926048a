package io.mapache.inference.prediction;

import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.serving.ModelVersion;

/**
 * Is told of each answer, in whatever role it was made, on the thread that made it: never blocks,
 * never throws.
 */
public interface AnswerWatch {

  /**
   * @param question its attributes hold the request's {@code traceparent}, where there is one
   * @param input its id is the answer's
   */
  void answered(Question question, Input input, Prediction.Answered answer);

  /** The image was good, and the version did not answer by a fault of ours. */
  void failed(ModelVersion by, ServingRole role);
}
