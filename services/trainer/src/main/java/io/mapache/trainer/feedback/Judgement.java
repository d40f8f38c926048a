package io.mapache.trainer.feedback;

import java.time.Instant;
import java.util.Optional;

/**
 * What a label says of an answer.
 *
 * @param number 1 for the first, one more with each correction of the label
 * @param counts whether it is in the live numbers: of many answers of a version to one image, one
 *     is
 * @param trial since when the version was on the trial in whose numbers it is, too; empty if it is
 *     in none
 */
public record Judgement(
    String label, boolean correct, int number, boolean counts, Optional<Instant> trial) {}
