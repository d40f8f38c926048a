package io.mapache.training.finetune;

import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Recipe;
import io.mapache.models.Head;
import io.mapache.training.images.Pictures;
import io.mapache.training.process.JobEnd;
import io.mapache.training.process.Phase;
import io.mapache.training.process.WorkFolder;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import io.mapache.xception.finetuning.FineTuneFrom;
import io.mapache.xception.finetuning.FineTuning;
import io.mapache.xception.finetuning.Settings;
import io.mapache.xception.finetuning.TunedWeights;
import io.mapache.xception.weights.BaseWeights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The second phase: from some block on the base trains, too, at a very low rate, starting with the
 * head of the frozen phase. Every epoch leaves a checkpoint in the work folder, from which another
 * start goes on with the same result. The epoch with the lowest validation loss is kept.
 *
 * <p>The order of the images depends on seed and epoch alone, dropout on seed and step: no position
 * of a random generator has to be kept.
 */
public final class FineTunePhase {

  /** Holds this phase's files in the work folder; to be removed once the candidate is kept. */
  public static final String FOLDER = "fine-tune";

  private final Recipe recipe;
  private final FineTuneFrom from;
  private final int threads;
  private final WorkFolder work;
  private final Pictures pictures;

  public FineTunePhase(Recipe recipe, int threads, WorkFolder work, Pictures pictures) {
    this.recipe = recipe;
    this.from = FineTuneFrom.of(recipe.fineTune().from());
    this.threads = threads;
    this.work = work;
    this.pictures = pictures;
  }

  /**
   * What the epochs read: computed by the phase {@code prefix}, unless an earlier run has finished
   * all epochs.
   *
   * @param rows of the training images, then of the validation images
   */
  public record Inputs(Optional<Rows> rows) {}

  /**
   * Computes what the epochs read, or finds it computed.
   *
   * @throws JobEnd if the disk is too small, or the job is cancelled
   */
  public Inputs inputs(
      BaseWeights weights, List<Sample> train, List<Sample> validation, Phase.Course course)
      throws IOException {
    if (new Checkpoints(work).done().count() >= recipe.fineTune().epochs()) {
      return new Inputs(Optional.empty());
    }
    List<Digest> images = new ArrayList<>(Snapshot.images(train));
    images.addAll(Snapshot.images(validation));
    TuningInputs inputs =
        new TuningInputs(work, pictures, weights, from, recipe.imageSize(), threads);
    return new Inputs(Optional.of(inputs.of(images, course)));
  }

  /**
   * Runs the epochs that are left.
   *
   * @throws JobEnd if the training diverges, or the job is cancelled
   */
  public Tuned tune(
      BaseWeights weights,
      Head head,
      Inputs inputs,
      List<Sample> train,
      List<Sample> validation,
      Phase.Course course)
      throws IOException {
    Checkpoints checkpoints = new Checkpoints(work);
    EpochsDone done = checkpoints.done();
    try (FineTuning tuning = FineTuning.start(weights, head, from, settings())) {
      if (inputs.rows().isPresent()) {
        Rows rows = inputs.rows().get();
        TuningEpochs epochs =
            new TuningEpochs(
                tuning,
                examples(rows, 0, train),
                examples(rows, train.size(), validation),
                recipe,
                Head.unitsFor(head.classes()));
        done = epochs.run(checkpoints, done, course);
      }
      return kept(tuning, checkpoints, done);
    }
  }

  private Settings settings() {
    return new Settings(
        recipe.imageSize(),
        recipe.fineTune().learningRate(),
        recipe.head().dropout(),
        recipe.seed(),
        threads,
        recipe.device());
  }

  private static Examples examples(Rows rows, int first, List<Sample> samples) {
    int[] at = IntStream.range(first, first + samples.size()).toArray();
    return new Examples(rows.pick(at), Snapshot.labels(samples));
  }

  private Tuned kept(FineTuning tuning, Checkpoints checkpoints, EpochsDone done)
      throws IOException {
    if (!Double.isFinite(done.history().get(done.best() - 1).valLoss())) {
      throw JobEnd.badInput(
          "fine-tuning diverged: its validation loss is not a number. Lower fineTune.learningRate (it is %s)."
              .formatted(recipe.fineTune().learningRate()));
    }
    if (done.best() != done.count() || tuning.steps() == 0) {
      checkpoints.restore(tuning, done.best());
    }
    TunedWeights weights = tuning.weights();
    return new Tuned(
        weights.base(), weights.head(), done.best(), done.history(), done.bestLogits());
  }
}
