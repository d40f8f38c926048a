package io.mapache.inference.batching;

/** It had to leave: the queue was full, and its model had more places than the one that came. */
public record Refused() implements Outcome {}
