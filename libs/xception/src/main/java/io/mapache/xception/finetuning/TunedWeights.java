package io.mapache.xception.finetuning;

import io.mapache.models.Head;
import io.mapache.xception.weights.BaseWeights;

/** The outcome of a fine-tuning as plain arrays: independent of libtorch, free to keep. */
public record TunedWeights(BaseWeights base, Head head) {}
