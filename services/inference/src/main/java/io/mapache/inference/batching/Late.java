package io.mapache.inference.batching;

/** Its deadline passed before its turn came, so it was not computed. */
public record Late() implements Outcome {}
