package io.mapache.inference.batching;

/**
 * One image on its way through a base.
 *
 * @param image float32 {@code [S,S,3]} RGB 0..255; read until the answer is there
 * @param mapped whether the answer needs the activation, too
 * @param deadline after which it is dropped instead of computed
 */
public record Sample(float[] image, boolean mapped, Deadline deadline) {}
