package io.mapache.xception.finetuning;

/**
 * What one training step saw, before it changed anything.
 *
 * @param loss mean over the batch; not finite once a training has diverged
 * @param logits {@code [n, units]} in C order, with dropout where it is on
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record StepResult(double loss, float[] logits) {}
