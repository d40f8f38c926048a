package io.mapache.trainer.feedback;

/**
 * What a label says of an answer.
 *
 * @param number 1 for the first, one more with each correction of the label
 * @param counts whether it is in the live numbers: of many answers of a version to one image, one
 *     is
 */
public record Judgement(String label, boolean correct, int number, boolean counts) {}
