package io.mapache.training.finetune;

import io.mapache.contracts.training.Recipe;
import io.mapache.training.epochs.Dice;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.epochs.Tally;
import io.mapache.training.process.Phase;
import io.mapache.training.rows.Batch;
import io.mapache.training.rows.Examples;
import io.mapache.xception.finetuning.FineTuning;
import io.mapache.xception.finetuning.StepResult;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The epochs of one fine-tuning: learn, check, keep. */
final class TuningEpochs {

  private final FineTuning tuning;
  private final Examples train;
  private final Examples validation;
  private final Recipe recipe;
  private final int units;

  TuningEpochs(FineTuning tuning, Examples train, Examples validation, Recipe recipe, int units) {
    this.tuning = tuning;
    this.train = train;
    this.validation = validation;
    this.recipe = recipe;
    this.units = units;
  }

  /** Goes on behind the epochs that are done, to the last one of the recipe. */
  EpochsDone run(Checkpoints checkpoints, EpochsDone before, Phase.Course course)
      throws IOException {
    int epochs = recipe.fineTune().epochs();
    Phase progress = course.epochs("fine-tune", epochs, train.count());
    EpochsDone done = before;
    if (done.count() > 0) {
      checkpoints.restore(tuning, done.count());
    }
    while (done.count() < epochs) {
      int epoch = done.count() + 1;
      Tally learnt = learn(epoch, progress);
      Tally checked = new Tally();
      float[] answers = check(checked);
      EpochScore score =
          new EpochScore(
              epoch, learnt.loss(), learnt.accuracy(), checked.loss(), checked.accuracy());
      EpochsDone now = done.and(score, answers);
      checkpoints.save(tuning, done, now);
      done = now;
      progress.epoch(score);
    }
    return done;
  }

  private Tally learn(int epoch, Phase progress) {
    int[] order = Dice.of(recipe.seed(), "fine-tune order", epoch).order(train.count());
    Batch batch = new Batch(train, recipe.batchSize());
    Tally tally = new Tally();
    for (int from = 0; from < order.length; from += batch.size()) {
      int n = batch.load(order, from);
      StepResult step = tuning.step(numbers(batch, n), Arrays.copyOf(batch.labels(), n));
      tally.add(step.logits(), units, batch.labels(), n);
      progress.advance(n, epoch, tally.loss());
    }
    return tally;
  }

  /** The answers to the validation images, {@code [n, units]} in their order. */
  private float[] check(Tally tally) {
    int[] order = IntStream.range(0, validation.count()).toArray();
    Batch batch = new Batch(validation, recipe.batchSize());
    float[] answers = new float[validation.count() * units];
    for (int from = 0; from < order.length; from += batch.size()) {
      int n = batch.load(order, from);
      float[] logits = tuning.logits(numbers(batch, n), n);
      tally.add(logits, units, batch.labels(), n);
      System.arraycopy(logits, 0, answers, from * units, n * units);
    }
    return answers;
  }

  private static FloatBuffer numbers(Batch batch, int n) {
    return FloatBuffer.wrap(batch.rows(), 0, n * batch.width());
  }
}
