package io.mapache.training.snapshot;

import io.mapache.contracts.Digest;

/**
 * One image of a snapshot.
 *
 * @param label class number
 */
public record Sample(Digest image, int label) {}
