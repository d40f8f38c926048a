package io.mapache.trainer.registry;

import io.mapache.contracts.training.Comparison;
import java.time.Instant;

/**
 * The first decision about a version.
 *
 * @param by {@code gate} or an operator
 * @param comparison null if there was no champion
 */
public record Verdict(
    boolean promoted, String by, String reason, Comparison comparison, Instant at) {}
