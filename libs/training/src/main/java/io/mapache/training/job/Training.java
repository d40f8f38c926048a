package io.mapache.training.job;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.training.bundle.Publication;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.finetune.FineTunePhase;
import io.mapache.training.head.TrainedHead;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Phase;
import io.mapache.training.process.WorkFolder;
import io.mapache.training.snapshot.Snapshot;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightsUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One training, from a snapshot to candidates. Each stage leaves its outcome in the work folder or
 * in a store: started again on the same folder, finished stages are not repeated, and the result is
 * the same.
 */
final class Training {

  private static final String STARTED = "started.json";

  private final Workshop workshop;

  private Training(Workshop workshop) {
    this.workshop = workshop;
  }

  /**
   * @throws JobEnd if it cannot be done
   */
  static JobResult run(JobSpec spec, WorkFolder work, Phase.Course course, Kept kept)
      throws IOException {
    requireSameJob(spec, work);
    return new Training(Workshop.of(spec, work, course, kept)).run();
  }

  /** Checkpoints of another recipe or snapshot would be taken for ours. */
  private static void requireSameJob(JobSpec spec, WorkFolder work) throws IOException {
    Optional<JobSpec> earlier = work.readJson(STARTED, JobSpec.class);
    if (earlier.isEmpty()) {
      work.writeJson(STARTED, spec);
      return;
    }
    JobSpec other = earlier.get();
    if (!other.training().equals(spec.training())
        || !other.manifest().equals(spec.manifest())
        || !other.recipe().equals(spec.recipe())
        || !other.base().equals(spec.base())) {
      throw JobEnd.badInput(
          "work folder %s holds training %s of manifest %s, with another recipe, snapshot or base than training %s. Give each training a folder of its own."
              .formatted(work.path(), other.training(), other.manifest(), spec.training()));
    }
  }

  private JobResult run() throws IOException {
    JobSpec spec = workshop.spec();
    Snapshot snapshot = Snapshot.read(workshop.blobs(), spec.manifest());
    Foundation foundation = workshop.stages().timed("weights", this::foundation);
    List<Candidate> candidates = candidates(snapshot, foundation);
    int proposed = lowestLogLoss(candidates);
    Comparison comparison = null;
    if (spec.champion() != null) {
      comparison = comparison(snapshot, candidates.get(proposed), spec.champion());
    }
    workshop.stages().timed("store", () -> known(snapshot, candidates.get(proposed)));
    JobResult result =
        new JobResult(
            spec.training(),
            spec.manifest(),
            snapshot.classes(),
            candidates,
            proposed,
            comparison,
            report(snapshot, candidates, proposed, comparison),
            workshop.stages().seconds());
    workshop.work().writeJson(JobResult.FILE, result);
    workshop.work().delete(FineTunePhase.FOLDER);
    return result;
  }

  /**
   * The base that may be served from now on as a file of its own, and the features of all training
   * images by it: the next head alone is trained on them. A pass is a small part of what an epoch
   * of fine-tuning costs.
   */
  private BaseFile known(Snapshot snapshot, Candidate proposed) throws IOException {
    String weights = Served.read(workshop.blobs(), proposed.bundle()).bundle().weights();
    BaseFile base =
        workshop.bases().of(weights, () -> weights(weights), workshop.recipe().imageSize());
    workshop
        .extraction()
        .features(
            base.path(),
            base.digest(),
            Snapshot.images(snapshot.samples(Split.TRAIN)),
            workshop.course(),
            "features");
    return base;
  }

  private Foundation foundation() throws IOException {
    workshop.course().images("weights", 0);
    String asked = workshop.spec().base();
    String digest = asked.equals(JobSpec.IMAGENET) ? BaseWeights.IMAGENET : base(asked).hex();
    BaseFile file =
        workshop.bases().of(digest, () -> weights(digest), workshop.recipe().imageSize());
    return new Foundation(digest, () -> weights(digest), file);
  }

  private static Digest base(String asked) {
    try {
      return new Digest(asked);
    } catch (IllegalArgumentException e) {
      throw JobEnd.badInput("base: " + asked + " (expected: imagenet, or the digest of a base)", e);
    }
  }

  private BaseWeights weights(String digest) {
    try {
      return workshop.weights().base(digest);
    } catch (WeightsUnavailableException e) {
      throw JobEnd.badInput(e.getMessage(), e);
    }
  }

  private List<Candidate> candidates(Snapshot snapshot, Foundation foundation) throws IOException {
    Publication publication =
        new Publication(
            workshop.spec(),
            snapshot,
            workshop.blobs(),
            workshop.work(),
            workshop.sessions(),
            workshop.threads(),
            Clock.systemUTC());
    List<Candidate> candidates = new ArrayList<>();
    FrozenStage frozen = new FrozenStage(workshop, snapshot, foundation);
    TrainedHead head = frozen.head();
    candidates.add(kept(Candidate.FROZEN, () -> frozen.candidate(head, publication)));
    if (!workshop.recipe().fineTune().isNone()) {
      // Its memory is for libtorch now.
      workshop.sessions().close();
      FineTunedStage tuned = new FineTunedStage(workshop, snapshot, foundation);
      candidates.add(kept(Candidate.FINE_TUNED, () -> tuned.candidate(head.head(), publication)));
    }
    return candidates;
  }

  /** The candidate that an earlier run has published, or a new one. */
  private Candidate kept(String kind, Stages.Stage<Candidate> stage) throws IOException {
    String file = "candidate-" + kind + ".json";
    Optional<Candidate> earlier = workshop.work().readJson(file, Candidate.class);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Candidate candidate = stage.run();
    workshop.work().writeJson(file, candidate);
    return candidate;
  }

  /** Of the first, if two are equal: it is the simpler one. */
  static int lowestLogLoss(List<Candidate> candidates) {
    int lowest = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (candidates.get(i).validation().logLoss()
          < candidates.get(lowest).validation().logLoss()) {
        lowest = i;
      }
    }
    return lowest;
  }

  /** Digest of the run's {@code report.html} among the bundles; null without one. */
  private @Nullable Digest report(
      Snapshot snapshot, List<Candidate> candidates, int proposed, Comparison comparison)
      throws IOException {
    Reporting reporting = new Reporting(workshop, snapshot, Clock.systemUTC());
    return workshop
        .stages()
        .timed("report", () -> reporting.report(candidates, proposed, comparison))
        .orElse(null);
  }

  private Comparison comparison(Snapshot snapshot, Candidate candidate, Digest champion)
      throws IOException {
    Comparing comparing = new Comparing(workshop.blobs(), workshop.extraction(), workshop.course());
    return workshop
        .stages()
        .timed(
            "compare",
            () -> comparing.compare(snapshot, candidate, champion, workshop.spec().renamed()));
  }
}
