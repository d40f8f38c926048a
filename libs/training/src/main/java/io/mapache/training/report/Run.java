package io.mapache.training.report;

import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.JobSpec;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.head.FrozenCost;
import io.mapache.training.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training that is done: what its report speaks of.
 *
 * @param phases in the order of the candidates
 * @param cost of the frozen phase; null if nobody measured it
 * @param seconds by stage, in order
 * @param threads that computed
 */
public record Run(
    JobSpec spec,
    Snapshot snapshot,
    ManifestHeader header,
    List<Candidate> candidates,
    Proposed proposed,
    @Nullable Comparison comparison,
    List<Learning> phases,
    @Nullable FrozenCost cost,
    Map<String, Double> seconds,
    int threads,
    Instant at) {

  /**
   * The candidate on which the gate will decide, as it is served.
   *
   * @param test its answers to all test images
   */
  public record Proposed(
      Candidate candidate, Bundle bundle, BaseFile base, Head head, Answers test) {}

  /**
   * What a phase has gone through.
   *
   * @param kept number of the epoch whose weights were kept, from 1
   */
  public record Learning(String name, int kept, List<EpochScore> epochs) {}
}
