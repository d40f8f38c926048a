package io.mapache.inference.batching;

import java.util.Optional;

/**
 * What the base made of one image.
 *
 * @param features not to be modified
 * @param activation {@code [s,s,features]} in C order, where it was asked for; not to be modified
 * @param queuedNanos from being queued to the start of the forward pass
 * @param computeNanos of the whole batch that the image was in
 * @param batch images in that batch
 */
public record Computed(
    float[] features, Optional<float[]> activation, long queuedNanos, long computeNanos, int batch)
    implements Outcome {}
