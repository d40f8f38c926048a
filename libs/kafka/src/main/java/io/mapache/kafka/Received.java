package io.mapache.kafka;

import io.mapache.contracts.event.Event;
import java.time.Instant;

/**
 * An event as it was read.
 *
 * @param time when its producer says that it happened ({@code ce_time}), else Kafka's timestamp
 */
public record Received(Event event, Position position, Instant time) {}
