package io.mapache.training.job;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Recipe;
import io.mapache.training.bundle.Publication;
import io.mapache.training.head.HeadTrainer;
import io.mapache.training.head.TrainedHead;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Phase;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The first candidate: a new head on the features of the base as it is. */
final class FrozenStage {

  private static final String HEAD = "head.json";

  private final Workshop workshop;
  private final Snapshot snapshot;
  private final Foundation foundation;

  FrozenStage(Workshop workshop, Snapshot snapshot, Foundation foundation) {
    this.workshop = workshop;
    this.snapshot = snapshot;
    this.foundation = foundation;
  }

  /** The head of the best epoch; fine-tuning starts from it. */
  TrainedHead head() throws IOException {
    Optional<TrainedHead> trained = workshop.work().readJson(HEAD, TrainedHead.class);
    if (trained.isPresent()) {
      return trained.get();
    }
    Rows features = workshop.stages().timed("features", this::features);
    TrainedHead head = workshop.stages().timed("head", () -> train(features));
    workshop.work().writeJson(HEAD, head);
    return head;
  }

  /** Of the training images, then of the validation images, then of the test images. */
  private Rows features() throws IOException {
    List<Digest> images = new ArrayList<>();
    for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
      images.addAll(Snapshot.images(snapshot.samples(split)));
    }
    return workshop
        .extraction()
        .features(
            foundation.base().path(),
            foundation.base().digest(),
            images,
            workshop.course(),
            "features");
  }

  private TrainedHead train(Rows features) {
    Recipe recipe = workshop.recipe();
    List<Sample> train = snapshot.samples(Split.TRAIN);
    List<Sample> validation = snapshot.samples(Split.VALIDATION);
    Phase progress = workshop.course().epochs("head", recipe.head().epochs(), train.size());
    HeadTrainer trainer = new HeadTrainer(recipe.head(), recipe.batchSize(), recipe.seed());
    TrainedHead head =
        trainer.train(
            examples(features, 0, train),
            examples(features, train.size(), validation),
            snapshot.classes().size(),
            progress::epoch);
    if (!Double.isFinite(head.kept().valLoss())) {
      throw JobEnd.badInput(
          "the head diverged: its validation loss is not a number. Lower head.learningRate (it is %s)."
              .formatted(recipe.head().learningRate()));
    }
    return head;
  }

  private static Examples examples(Rows rows, int first, List<Sample> samples) {
    int[] at = IntStream.range(first, first + samples.size()).toArray();
    return new Examples(rows.pick(at), Snapshot.labels(samples));
  }

  Candidate candidate(TrainedHead head, Publication publication) throws IOException {
    Scores scores =
        workshop
            .stages()
            .timed("evaluate", () -> Scores.of(workshop, snapshot, foundation.base(), head.head()));
    workshop.course().images("export", 0);
    return workshop
        .stages()
        .timed(
            "export",
            () ->
                publication.publish(
                    new Publication.Trained(
                        Candidate.FROZEN,
                        foundation.base(),
                        foundation.digest(),
                        head.head(),
                        head.epoch(),
                        scores.validation(),
                        scores.test(),
                        scores.audit(),
                        scores.typical())));
  }
}
