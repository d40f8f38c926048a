package io.mapache.trainer.feedback;

/** A version of a model. */
public record VersionKey(String model, int version) {}
