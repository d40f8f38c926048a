package io.mapache.trainer.registry;

import io.mapache.contracts.training.JobResult;
import java.time.Instant;

/**
 * A training that has brought forth candidates.
 *
 * @param dataset that it was trained on
 * @param started when its job's champion was looked up
 */
public record Graduate(
    String training, String dataset, String model, Instant started, JobResult result) {}
