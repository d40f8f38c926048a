package io.mapache.training.job;

import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.evaluation.Duel;
import io.mapache.training.features.Extraction;
import io.mapache.training.process.Phase;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Candidate against champion, both as they are served, on the test images of the new snapshot that
 * the champion was neither trained nor chosen on.
 */
final class Comparing {

  private final BlobStore blobs;
  private final Extraction extraction;
  private final Phase.Course course;

  Comparing(BlobStore blobs, Extraction extraction, Phase.Course course) {
    this.blobs = blobs;
    this.extraction = extraction;
    this.course = course;
  }

  /**
   * @param renamed labels that the champion may know by an older name: old name to today's
   */
  Comparison compare(
      Snapshot snapshot, Candidate candidate, Digest championBundle, Map<String, String> renamed)
      throws IOException {
    Served champion = Served.read(blobs, championBundle);
    Set<Digest> seen = Snapshot.seenInTraining(blobs, champion.manifest());
    List<Sample> fair =
        snapshot.samples(Split.TEST).stream()
            .filter(sample -> !seen.contains(sample.image()))
            .toList();
    Served challenger = Served.read(blobs, candidate.bundle());
    return new Duel(
            snapshot.classes(),
            answers(challenger, fair),
            champion.classes(),
            answers(champion, fair),
            renamed)
        .comparison();
  }

  private Answers answers(Served model, List<Sample> samples) throws IOException {
    Rows features =
        extraction.features(
            model.base().path(),
            model.base().digest(),
            Snapshot.images(samples),
            course,
            "evaluate");
    return Answers.of(model.head(), features, Snapshot.labels(samples));
  }
}
