package io.mapache.inference.batching;

/**
 * What the base made of one image.
 *
 * @param features not to be modified
 * @param queuedNanos from being queued to the start of the forward pass
 * @param computeNanos of the whole batch that the image was in
 * @param batch images in that batch
 */
public record Computed(float[] features, long queuedNanos, long computeNanos, int batch) {}
