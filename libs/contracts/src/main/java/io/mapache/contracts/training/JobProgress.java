package io.mapache.contracts.training;

/**
 * One JSON line on a job's standard output. What does not apply to the phase is null.
 *
 * @param phase {@code weights}, {@code features}, {@code head}, {@code prefix}, {@code fine-tune},
 *     {@code evaluate} or {@code export}
 * @param epoch from 1; null outside epochs
 * @param done images done in this phase or epoch, of {@code total}
 * @param loss mean training loss of the epoch so far
 * @param imagesPerSecond of this phase
 * @param etaSeconds until the whole training ends, as far as known
 * @param memoryBytes resident memory of the job
 */
public record JobProgress(
    String phase,
    Integer epoch,
    Integer epochs,
    Long done,
    Long total,
    Double loss,
    Double accuracy,
    Double valLoss,
    Double valAccuracy,
    Double imagesPerSecond,
    Double etaSeconds,
    Long memoryBytes) {}
