package io.mapache.inference.feedback;

import io.mapache.contracts.event.Event;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where events are published. May block for a moment while Kafka is away. */
@FunctionalInterface
public interface Outbox {

  /**
   * @param traceparent of the request that made the event
   * @return completes when the event is on Kafka; fails when it is not in time
   */
  CompletionStage<?> publish(Event event, Optional<String> traceparent);
}
