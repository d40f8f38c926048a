package io.mapache.trainer.feedback;

import io.mapache.contracts.Digest;

/** One answer: a champion's and its shadow's have the same id. */
public record Key(Digest image, String prediction, int version) {}
