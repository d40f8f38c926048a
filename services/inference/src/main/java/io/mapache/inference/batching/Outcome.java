package io.mapache.inference.batching;

/** What becomes of an image in a queue. */
public sealed interface Outcome permits Computed, Late, Pixels.Unreadable, Refused {}
