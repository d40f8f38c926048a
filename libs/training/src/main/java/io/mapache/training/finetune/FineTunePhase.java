package io.mapache.training.finetune;

import io.mapache.contracts.training.Recipe;
import io.mapache.models.Head;
import io.mapache.training.augment.Variants;
import io.mapache.training.features.Variant;
import io.mapache.training.images.Pictures;
import io.mapache.training.images.Transform;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The second phase: from some block on the base trains, too, at a very low rate, starting with the
 * head of the frozen phase. Every epoch leaves a checkpoint in the work folder, from which another
 * start goes on with the same result. Training images are augmented as the recipe says, validation
 * images never. Which epoch is kept, and when it is over before the last, follows the validation
 * loss.
 *
 * <p>The order of the images depends on seed and epoch alone, dropout on seed and step: no position
 * of a random generator has to be kept.
 */
public final class FineTunePhase {

  /** Holds this phase's files in the work folder; to be removed once the candidate is kept. */
  public static final String FOLDER = "fine-tune";

  private final Recipe recipe;
  private final double[] classWeights;
  private final FineTuneFrom from;
  private final int threads;
  private final WorkFolder work;
  private final Pictures pictures;

  /**
   * @param classWeights what the training loss of an image of each class counts
   */
  public FineTunePhase(
      Recipe recipe, double[] classWeights, int threads, WorkFolder work, Pictures pictures) {
    this.recipe = recipe;
    this.classWeights = classWeights.clone();
    this.from = FineTuneFrom.of(recipe.fineTune().from());
    this.threads = threads;
    this.work = work;
    this.pictures = pictures;
  }

  /**
   * What the epochs read: computed by the phase {@code prefix}, unless an earlier run has finished
   * all epochs.
   *
   * @param rows of the training images, copy by copy, then of the validation images
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
    if (new Checkpoints(work).done().finished(recipe)) {
      return new Inputs(Optional.empty());
    }
    List<TuningInputs.Part> parts = new ArrayList<>();
    for (Variant variant : copies()) {
      parts.add(new TuningInputs.Part(Snapshot.images(train), variant.transform()));
    }
    parts.add(new TuningInputs.Part(Snapshot.images(validation), Transform.NONE));
    TuningInputs inputs =
        new TuningInputs(work, pictures, weights, from, recipe.imageSize(), threads);
    return new Inputs(Optional.of(inputs.of(parts, course)));
  }

  /**
   * Images are augmented as they are read; what comes out of a frozen prefix cannot be any more.
   */
  private List<Variant> copies() {
    return from.readsImages() ? List.of(Variant.PLAIN) : Variants.of(recipe).all();
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
        int copies = copies().size();
        Lessons lessons =
            new Lessons(
                recipe,
                from.readsImages(),
                train,
                IntStream.range(0, copies)
                    .mapToObj(copy -> part(rows, copy * train.size(), train.size()))
                    .toList());
        Examples checked =
            new Examples(
                part(rows, copies * train.size(), validation.size()), Snapshot.labels(validation));
        TuningEpochs epochs = new TuningEpochs(tuning, lessons, checked, recipe, classWeights);
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
        recipe.device(),
        Arrays.stream(classWeights).boxed().toList());
  }

  private static Rows part(Rows rows, int first, int count) {
    return rows.pick(IntStream.range(first, first + count).toArray());
  }

  private Tuned kept(FineTuning tuning, Checkpoints checkpoints, EpochsDone done)
      throws IOException {
    if (!Double.isFinite(done.history().get(done.kept() - 1).valLoss())) {
      throw JobEnd.badInput(
          "fine-tuning diverged: its validation loss is not a number. Lower fineTune.learningRate (it is %s)."
              .formatted(recipe.fineTune().learningRate()));
    }
    if (done.kept() != done.count() || tuning.steps() == 0) {
      checkpoints.restore(tuning, done.kept());
    }
    TunedWeights weights = tuning.weights();
    return new Tuned(
        weights.base(), weights.head(), done.kept(), done.history(), done.keptLogits());
  }
}
