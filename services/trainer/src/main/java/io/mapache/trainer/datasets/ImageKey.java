package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;

/** One image of one dataset; the same image in two datasets has two states. */
public record ImageKey(String dataset, Digest digest) {}
