package io.mapache.training.finetune;

import io.mapache.contracts.training.Recipe;
import io.mapache.models.Head;
import io.mapache.training.epochs.BatchesAhead;
import io.mapache.training.epochs.Dice;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.epochs.LearningRate;
import io.mapache.training.epochs.Tally;
import io.mapache.training.process.Phase;
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
  private final Lessons lessons;
  private final Examples validation;
  private final Recipe recipe;
  private final double[] classWeights;
  private final LearningRate rate;
  private final int units;

  TuningEpochs(
      FineTuning tuning,
      Lessons lessons,
      Examples validation,
      Recipe recipe,
      double[] classWeights) {
    this.tuning = tuning;
    this.lessons = lessons;
    this.validation = validation;
    this.recipe = recipe;
    this.classWeights = classWeights;
    this.units = Head.unitsFor(classWeights.length);
    long stepsOfEpoch = (lessons.count() + recipe.batchSize() - 1) / recipe.batchSize();
    this.rate =
        new LearningRate(
            recipe.fineTune().schedule(),
            recipe.fineTune().learningRate(),
            stepsOfEpoch * recipe.fineTune().epochs());
  }

  /** Goes on behind the epochs that are done, to the last one of the recipe. */
  EpochsDone run(Checkpoints checkpoints, EpochsDone before, Phase.Course course)
      throws IOException {
    int epochs = recipe.fineTune().epochs();
    Phase progress = course.epochs("fine-tune", epochs, lessons.count());
    EpochsDone done = before;
    if (done.count() > 0) {
      checkpoints.restore(tuning, done.count());
    }
    while (!done.finished(recipe)) {
      int epoch = done.count() + 1;
      Tally learnt = learn(epoch, progress);
      Tally checked = new Tally();
      float[] answers = check(checked);
      EpochScore score =
          new EpochScore(
              epoch, learnt.loss(), learnt.accuracy(), checked.loss(), checked.accuracy());
      EpochsDone now = done.and(score, answers, recipe);
      checkpoints.save(tuning, done, now);
      done = now;
      progress.epoch(score);
    }
    return done;
  }

  private Tally learn(int epoch, Phase progress) throws IOException {
    int[] order = Dice.of(recipe.seed(), "fine-tune order", epoch).order(lessons.count());
    Tally tally = new Tally(classWeights);
    BatchesAhead.forEach(
        lessons.examples(epoch),
        order,
        recipe.batchSize(),
        lessons.preparation(epoch, order),
        (rows, labels, n) -> {
          tuning.setLearningRate(rate.at(tuning.steps()));
          StepResult step = tuning.step(FloatBuffer.wrap(rows), Arrays.copyOf(labels, n));
          tally.add(step.logits(), units, labels, n);
          progress.advance(n, epoch, tally.loss());
        });
    return tally;
  }

  /** The answers to the validation images, {@code [n, units]} in their order. */
  private float[] check(Tally tally) throws IOException {
    FloatBuffer answers = FloatBuffer.allocate(validation.count() * units);
    BatchesAhead.forEach(
        validation,
        IntStream.range(0, validation.count()).toArray(),
        recipe.batchSize(),
        (rows, first, n) -> {},
        (rows, labels, n) -> {
          float[] logits = tuning.logits(FloatBuffer.wrap(rows), n);
          tally.add(logits, units, labels, n);
          answers.put(logits);
        });
    return answers.array();
  }
}
