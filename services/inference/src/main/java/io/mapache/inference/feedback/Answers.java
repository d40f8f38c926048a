package io.mapache.inference.feedback;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/** Answers as events. */
final class Answers {

  private Answers() {}

  static PredictionMade made(
      String id, Optional<String> dataset, Digest image, Prediction.Answered answer, Instant at) {
    Prediction.Scored first = answer.ranked().get(0);
    return new PredictionMade(
        id,
        dataset.orElse(null),
        image,
        answer.by().model(),
        answer.by().version(),
        answer.by().bundle(),
        answer.role(),
        first.label(),
        first.probability(),
        answer.novelty().isPresent() ? answer.novelty().getAsDouble() : null,
        at);
  }

  /** Of the file, or of pixels as little-endian floats. */
  static Digest digest(Input input) {
    if (input instanceof Input.Encoded encoded) {
      return Digest.of(encoded.bytes());
    }
    float[] values = ((Input.Pixels) input).values();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Digest.of(bytes.array());
  }
}
