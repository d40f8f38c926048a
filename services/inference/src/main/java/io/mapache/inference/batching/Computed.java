package io.mapache.inference.batching;

import java.util.Optional;

/**
 * What the base made of one image.
 *
 * @param pixels of the image
 * @param features not to be modified
 * @param activation {@code [s,s,features]} in C order, where it was asked for; not to be modified
 * @param queuedNanos from being queued to its forward pass, less the time that it was read in
 * @param computeNanos of the forward pass
 * @param batch images in that pass
 */
public record Computed(
    Pixels.Read pixels,
    float[] features,
    Optional<float[]> activation,
    long queuedNanos,
    long computeNanos,
    int batch)
    implements Outcome {}
