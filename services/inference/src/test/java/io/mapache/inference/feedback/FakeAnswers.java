package io.mapache.inference.feedback;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.serving.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers that nobody computed, and an outbox that can be closed. */
final class FakeAnswers implements Outbox {

  static final ModelVersion VERSION = new ModelVersion("pets", 3, Digest.of("bundle"));

  final List<Event> published = new ArrayList<>();
  final List<Optional<String>> traces = new ArrayList<>();
  boolean away;

  @Override
  public CompletionStage<?> publish(Event event, Optional<String> traceparent) {
    if (away) {
      return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    }
    published.add(event);
    traces.add(traceparent);
    return CompletableFuture.completedFuture(null);
  }

  static Prediction.Answered answer(ServingRole role) {
    return answer(role, List.of("cat", "dog"), 0.25f, 0.75f);
  }

  /** What no model gives: there is no label to tell. */
  static Prediction.Answered ofNoClasses() {
    return answer(ServingRole.CHAMPION, List.of());
  }

  private static Prediction.Answered answer(
      ServingRole role, List<String> classes, float... probabilities) {
    return new Prediction.Answered(
        VERSION,
        role,
        classes,
        probabilities,
        OptionalDouble.of(12.5),
        Optional.empty(),
        new Prediction.Stages(1, 2, 3));
  }
}
