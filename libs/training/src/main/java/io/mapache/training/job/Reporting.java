package io.mapache.training.job;

import io.mapache.blobs.BlobKind;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestReader;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.JobExit;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.head.FrozenMeter;
import io.mapache.training.head.TrainedHead;
import io.mapache.training.process.JobEnd;
import io.mapache.training.report.Report;
import io.mapache.training.report.Run;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last stage: the run's report, into the blob store. A training is worth more than its report:
 * where this fails, the log says why, and there is none.
 */
final class Reporting {

  private static final System.Logger LOG = System.getLogger(Reporting.class.getName());

  private final Workshop workshop;
  private final Snapshot snapshot;
  private final Clock clock;

  Reporting(Workshop workshop, Snapshot snapshot, Clock clock) {
    this.workshop = workshop;
    this.snapshot = snapshot;
    this.clock = clock;
  }

  /**
   * Digest of the page; empty if it could not be made.
   *
   * @param comparison null if there was no champion
   * @throws JobEnd if the job was cancelled meanwhile
   */
  Optional<Digest> report(List<Candidate> candidates, int proposed, Comparison comparison) {
    try {
      Run run =
          new Run(
              workshop.spec(),
              snapshot,
              header(),
              candidates,
              answered(candidates.get(proposed)),
              comparison,
              phases(),
              FrozenMeter.read(workshop.work()).orElse(null),
              workshop.stages().seconds(),
              workshop.threads(),
              clock.instant());
      byte[] page = new Report().html(run, workshop.pictures());
      return Optional.of(new Digest(workshop.blobs().put(BlobKind.BUNDLE, page).digest()));
    } catch (IOException | RuntimeException e) {
      if (e instanceof JobEnd end && end.exit() == JobExit.CANCELLED) {
        throw end;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "training " + workshop.spec().training() + " goes without a report",
          e);
      return Optional.empty();
    }
  }

  private List<Run.Learning> phases() throws IOException {
    List<Run.Learning> phases = new ArrayList<>();
    workshop
        .work()
        .readJson(FrozenStage.HEAD, TrainedHead.class)
        .ifPresent(head -> phases.add(new Run.Learning("Head", head.epoch(), head.history())));
    workshop
        .work()
        .readJson(FineTunedStage.HISTORY, FineTunedStage.History.class)
        .ifPresent(
            tuned -> phases.add(new Run.Learning("Fine-tuning", tuned.epoch(), tuned.epochs())));
    return List.copyOf(phases);
  }

  private ManifestHeader header() throws IOException {
    InputStream manifest =
        workshop
            .blobs()
            .open(BlobKind.MANIFEST, snapshot.manifest().hex())
            .orElseThrow(() -> new IOException("manifest " + snapshot.manifest() + " is gone"));
    try (ManifestReader reader = new ManifestReader(manifest)) {
      return reader.header();
    }
  }

  private Run.Proposed answered(Candidate candidate) throws IOException {
    Served served = Served.read(workshop.blobs(), candidate.bundle());
    return new Run.Proposed(
        candidate,
        served.bundle(),
        served.base(),
        served.head(),
        answers(served, snapshot.samples(Split.TEST)));
  }

  private Answers answers(Served served, List<Sample> samples) throws IOException {
    return Answers.of(
        served.head(),
        workshop
            .extraction()
            .features(
                served.base().path(),
                served.base().digest(),
                Snapshot.images(samples),
                workshop.course(),
                "report"),
        Snapshot.labels(samples));
  }
}
