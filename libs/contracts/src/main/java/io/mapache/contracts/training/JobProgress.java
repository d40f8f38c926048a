package io.mapache.contracts.training;

import org.jspecify.annotations.Nullable;

/**
 * One JSON line on a job's standard output. What does not apply to the phase is null.
 *
 * @param phase {@code weights}, {@code features}, {@code head}, {@code prefix}, {@code fine-tune},
 *     {@code export} or {@code evaluate}
 * @param epoch from 1; null outside epochs
 * @param done images done in this phase or epoch, of {@code total}
 * @param loss mean training loss of the epoch so far
 * @param imagesPerSecond of this phase
 * @param etaSeconds until this phase ends, with all its epochs
 * @param memoryBytes resident memory of the job
 */
public record JobProgress(
    String phase,
    @Nullable Integer epoch,
    @Nullable Integer epochs,
    @Nullable Long done,
    @Nullable Long total,
    @Nullable Double loss,
    @Nullable Double accuracy,
    @Nullable Double valLoss,
    @Nullable Double valAccuracy,
    @Nullable Double imagesPerSecond,
    @Nullable Double etaSeconds,
    @Nullable Long memoryBytes) {}
