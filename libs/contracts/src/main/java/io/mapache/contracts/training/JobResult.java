package io.mapache.contracts.training;

import io.mapache.contracts.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code result.json}, written last and atomically by a job that is done.
 *
 * @param candidates in the order of their making; at least the frozen one
 * @param proposed index of the candidate with the lowest validation log loss
 * @param comparison of the proposed candidate with the champion; null if there was none
 * @param report digest of {@code report.html} in the blob store, among the bundles; null if there
 *     is none
 * @param seconds by stage, in order
 */
public record JobResult(
    String training,
    Digest manifest,
    List<String> classes,
    List<Candidate> candidates,
    int proposed,
    @Nullable Comparison comparison,
    @Nullable Digest report,
    Map<String, Double> seconds) {

  /** Name of the file in the work folder. */
  public static final String FILE = "result.json";

  /** The same for an event: evaluations of many classes are summaries. */
  public JobResult summary() {
    return new JobResult(
        training,
        manifest,
        classes,
        candidates.stream().map(Candidate::summary).toList(),
        proposed,
        comparison,
        report,
        seconds);
  }

  public Candidate best() {
    return candidates.get(proposed);
  }
}
