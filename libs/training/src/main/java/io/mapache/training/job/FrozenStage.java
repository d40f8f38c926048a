package io.mapache.training.job;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Recipe;
import io.mapache.contracts.training.Recipe.Workflow;
import io.mapache.training.augment.VariantRows;
import io.mapache.training.augment.Variants;
import io.mapache.training.bundle.Publication;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.features.Variant;
import io.mapache.training.head.EpochFeatures;
import io.mapache.training.head.FreshFeatures;
import io.mapache.training.head.FrozenCost;
import io.mapache.training.head.FrozenMeter;
import io.mapache.training.head.HeadCheckpoint;
import io.mapache.training.head.HeadTrainer;
import io.mapache.training.head.StoredFeatures;
import io.mapache.training.head.TrainedHead;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Phase;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The first candidate: a new head on the features of the base as it is. Where the features of
 * training images come from is the recipe's workflow; those of validation and test images, which
 * nothing changes, are always computed once.
 */
final class FrozenStage {

  static final String HEAD = "head.json";

  private final Workshop workshop;
  private final Recipe recipe;
  private final Snapshot snapshot;
  private final Foundation foundation;
  private final Variants variants;

  FrozenStage(Workshop workshop, Snapshot snapshot, Foundation foundation) {
    this.workshop = workshop;
    this.recipe = workshop.recipe();
    this.snapshot = snapshot;
    this.foundation = foundation;
    this.variants = Variants.of(recipe);
  }

  /** The head of the kept epoch, with the history of all; fine-tuning starts from it. */
  TrainedHead head() throws IOException {
    Optional<TrainedHead> trained = workshop.work().readJson(HEAD, TrainedHead.class);
    if (trained.isPresent()) {
      return trained.get();
    }
    FrozenMeter meter = new FrozenMeter(workshop.work(), nothingYet());
    long before = workshop.extraction().computed();
    Features features = workshop.stages().timed("features", this::features);
    meter.lap(workshop.extraction().computed() - before);
    HeadCheckpoint checkpoint = new HeadCheckpoint(workshop.work(), betweenCheckpoints());
    TrainedHead head = workshop.stages().timed("head", () -> train(features, checkpoint, meter));
    workshop.work().writeJson(HEAD, head);
    checkpoint.delete();
    return head;
  }

  /** An epoch that runs the base is never cheap. */
  private Duration betweenCheckpoints() {
    return recipe.head().workflow() == Workflow.GUIDE ? Duration.ZERO : Duration.ofSeconds(5);
  }

  private FrozenCost nothingYet() {
    Workflow workflow = recipe.head().workflow();
    int copies = workflow == Workflow.VARIANTS ? variants.count() : 1;
    return new FrozenCost(workflow, copies, 0, 0);
  }

  /**
   * What was computed once.
   *
   * @param train copies of the training images, by number: one if they are not augmented, none if
   *     each epoch computes its own
   */
  private record Features(List<Rows> train, Examples validation) {}

  private Features features() throws IOException {
    List<Sample> train = snapshot.samples(Split.TRAIN);
    List<Sample> validation = snapshot.samples(Split.VALIDATION);
    return switch (recipe.head().workflow()) {
      case GUIDE -> new Features(List.of(), examples(checked(List.of()), 0, validation));
      case FEATURES -> {
        Rows all = checked(train);
        yield new Features(List.of(part(all, 0, train)), examples(all, train.size(), validation));
      }
      case VARIANTS -> {
        List<Rows> copies = new ArrayList<>();
        for (Variant variant : variants.all()) {
          copies.add(computed(variant, Snapshot.images(train)));
        }
        yield new Features(copies, examples(checked(List.of()), 0, validation));
      }
    };
  }

  /** Of these images as they are, then of the validation images, then of the test images. */
  private Rows checked(List<Sample> first) throws IOException {
    List<Digest> images = new ArrayList<>(Snapshot.images(first));
    images.addAll(Snapshot.images(snapshot.samples(Split.VALIDATION)));
    images.addAll(Snapshot.images(snapshot.samples(Split.TEST)));
    return computed(Variant.PLAIN, images);
  }

  private Rows computed(Variant variant, List<Digest> images) throws IOException {
    return workshop
        .extraction()
        .features(
            foundation.base().path(),
            foundation.base().digest(),
            variant,
            images,
            workshop.course(),
            "features");
  }

  private TrainedHead train(Features features, HeadCheckpoint checkpoint, FrozenMeter meter)
      throws IOException {
    List<Sample> train = snapshot.samples(Split.TRAIN);
    TrainedHead head;
    if (recipe.head().workflow() == Workflow.GUIDE) {
      try (FreshFeatures fresh =
          new FreshFeatures(
              foundation.base().path(),
              workshop.pictures(),
              train,
              recipe,
              workshop.threads(),
              workshop.course().cancellation())) {
        head = train(fresh, features.validation(), checkpoint, meter, train.size());
      }
    } else {
      head = train(stored(features, train), features.validation(), checkpoint, meter, 0);
    }
    meter.lap(0);
    if (!Double.isFinite(head.kept().valLoss())) {
      throw JobEnd.badInput(
          "the head diverged: its validation loss is not a number. Lower head.learningRate (it is %s)."
              .formatted(recipe.head().learningRate()));
    }
    return head;
  }

  private EpochFeatures stored(Features features, List<Sample> train) {
    if (recipe.head().workflow() == Workflow.FEATURES) {
      return StoredFeatures.same(examples(features.train().get(0), 0, train));
    }
    return new StoredFeatures(
        epoch -> VariantRows.ofEpoch(variants, features.train(), train, epoch));
  }

  private TrainedHead train(
      EpochFeatures train,
      Examples validation,
      HeadCheckpoint checkpoint,
      FrozenMeter meter,
      int passesOfEpoch)
      throws IOException {
    Phase progress = workshop.course().epochs("head", recipe.head().epochs(), train.count());
    HeadTrainer trainer = new HeadTrainer(recipe, ClassWeighting.of(recipe, snapshot));
    return trainer.train(
        train,
        validation,
        checkpoint,
        new HeadTrainer.Listener() {
          @Override
          public void images(int n, int epoch, double loss) {
            progress.advance(n, epoch, loss);
          }

          @Override
          public void epoch(EpochScore score) throws IOException {
            if (passesOfEpoch > 0) {
              meter.lap(passesOfEpoch);
            }
            progress.epoch(score);
          }
        });
  }

  private static Examples examples(Rows rows, int first, List<Sample> samples) {
    return new Examples(part(rows, first, samples), Snapshot.labels(samples));
  }

  private static Rows part(Rows rows, int first, List<Sample> samples) {
    return rows.pick(IntStream.range(first, first + samples.size()).toArray());
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
