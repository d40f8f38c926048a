package io.mapache.inference.feedback;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.inference.batching.Deadline;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A captured image as a question asks about it; it has no headers. */
record Captured(String dataset, Digest image) implements Function<String, Optional<String>> {

  private static final int ID_DIGITS = 32;

  @Override
  public Optional<String> apply(String header) {
    return Optional.empty();
  }

  Question question(String model) {
    return new Question(model, OptionalInt.empty(), this, Deadline.none(), false, Runnable::run);
  }

  static Optional<Captured> of(Question question) {
    return question.attributes() instanceof Captured captured
        ? Optional.of(captured)
        : Optional.empty();
  }

  /** Told again, the same version's answer is the same event. */
  PredictionMade made(Prediction.Answered answer, Instant at) {
    String of =
        String.join(
            "\n", dataset, image.hex(), answer.by().model(), String.valueOf(answer.by().version()));
    return Answers.made(
        Digest.of(of).hex().substring(0, ID_DIGITS), Optional.of(dataset), image, answer, at);
  }
}
