package io.mapache.training.head;

import io.mapache.contracts.training.Recipe.HeadRecipe;
import io.mapache.models.Head;
import io.mapache.training.epochs.Dice;
import io.mapache.training.epochs.EarlyStopping;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.epochs.Tally;
import io.mapache.training.rows.Batch;
import io.mapache.training.rows.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The frozen phase: a new head on features that were computed once. As Keras' {@code fit()} on the
 * guide's model with a frozen base and no augmentation: Adam, mean cross-entropy, dropout on the
 * features, training images in a new order each epoch, the short last batch kept. The epoch with
 * the lowest validation loss is kept.
 *
 * <p>One thread, the caller's. The same recipe, seed and examples give the same head, bit for bit.
 */
public final class HeadTrainer {

  private final HeadRecipe recipe;
  private final int batchSize;
  private final long seed;

  public HeadTrainer(HeadRecipe recipe, int batchSize, long seed) {
    this.recipe = recipe;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /**
   * Trains a fresh head.
   *
   * @param afterEpoch told each epoch's score; what it throws ends the training
   */
  public TrainedHead train(
      Examples train, Examples validation, int classes, Consumer<EpochScore> afterEpoch) {
    Head start = Head.fresh(classes, train.rows().width(), seed);
    HeadLearner learner = new HeadLearner(start, recipe.learningRate());
    EarlyStopping choice = EarlyStopping.never();
    List<EpochScore> history = new ArrayList<>();
    Head best = start;
    for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
      Tally training = learn(learner, train, epoch);
      Tally check = check(learner, validation);
      EpochScore score =
          new EpochScore(
              epoch, training.loss(), training.accuracy(), check.loss(), check.accuracy());
      history.add(score);
      if (choice.improved(check.loss())) {
        best = learner.head();
      }
      afterEpoch.accept(score);
    }
    return new TrainedHead(best, choice.bestEpoch(), List.copyOf(history));
  }

  private Tally learn(HeadLearner learner, Examples train, int epoch) {
    int[] order = Dice.of(seed, "head order", epoch).order(train.count());
    Dice dice = Dice.of(seed, "head dropout", epoch);
    Dropout dropout = new Dropout(recipe.dropout());
    Batch batch = new Batch(train, batchSize);
    float[] logits = new float[batch.size() * learner.units()];
    Tally tally = new Tally();
    for (int from = 0; from < order.length; from += batch.size()) {
      int n = batch.load(order, from);
      dropout.apply(batch.rows(), n * batch.width(), dice);
      learner.step(batch.rows(), n, batch.labels(), logits);
      tally.add(logits, learner.units(), batch.labels(), n);
    }
    return tally;
  }

  private Tally check(HeadLearner learner, Examples validation) {
    int[] order = IntStream.range(0, validation.count()).toArray();
    Batch batch = new Batch(validation, batchSize);
    float[] logits = new float[batch.size() * learner.units()];
    Tally tally = new Tally();
    for (int from = 0; from < order.length; from += batch.size()) {
      int n = batch.load(order, from);
      learner.logits(batch.rows(), n, logits);
      tally.add(logits, learner.units(), batch.labels(), n);
    }
    return tally;
  }
}
