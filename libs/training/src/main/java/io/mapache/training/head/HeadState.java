package io.mapache.training.head;

import io.mapache.models.Head;
import io.mapache.training.epochs.EpochScore;
import java.util.List;

/**
 * A head between two epochs: enough to go on as if nothing had happened.
 *
 * @param history of the epochs so far
 * @param kept head of the epoch that would be kept now
 * @param steps made so far
 * @param learner what the next step starts from, as the learner lays it out
 */
@SuppressWarnings("ArrayRecordComponent") // written and read, never compared
public record HeadState(List<EpochScore> history, Head kept, int steps, float[] learner) {}
