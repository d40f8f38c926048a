package io.mapache.contracts.training;

import org.jspecify.annotations.Nullable;

/**
 * The line with which a worker process, which does one job after the other, says that one has
 * ended; it takes the place of an exit status.
 *
 * @param lastWords the sentence of a job that ended early
 */
public record JobEnded(@Nullable JobExit exit, @Nullable String lastWords) {}
