package io.mapache.trainer.datasets;

import io.mapache.contracts.event.Event;

/** An event of the image topic and where it stands there. */
public record ImageEvent(Event event, int partition, long offset) {}
