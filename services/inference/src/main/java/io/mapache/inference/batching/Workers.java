package io.mapache.inference.batching;

import java.util.concurrent.Executor;

/**
 * Who does the work of all lanes.
 *
 * @param compute runs their batches and bounds those of all of them: {@link Slots}
 * @param computeSpare runs those of spare images, among them, once no others wait
 * @param read reads images ahead of slots, or together with them
 * @param readers how many it may be given by one lane at a time
 */
public record Workers(Executor compute, Executor computeSpare, Executor read, int readers) {}
