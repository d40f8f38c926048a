package io.mapache.training.head;

import io.mapache.contracts.training.Recipe;
import io.mapache.models.Head;
import io.mapache.training.epochs.BatchesAhead;
import io.mapache.training.epochs.Dice;
import io.mapache.training.epochs.EarlyStopping;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.epochs.Tally;
import io.mapache.training.rows.Examples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The frozen phase: a new head on the features of a base that stays as it is. As Keras' {@code
 * fit()} on the guide's model: Adam, mean cross-entropy, class weights, dropout on the features,
 * training images in a new order each epoch, the short last batch kept, early stopping.
 *
 * <p>Batches are read on one thread ahead and computed on the caller's. The same recipe, seed and
 * examples give the same head, bit for bit, whether or not the training was cut short in between.
 */
public final class HeadTrainer {

  private final Recipe recipe;
  private final double[] classWeights;

  /**
   * @param classWeights what the training loss of an image of each class counts
   */
  public HeadTrainer(Recipe recipe, double[] classWeights) {
    this.recipe = recipe;
    this.classWeights = classWeights.clone();
  }

  /** Told what is done; what it throws ends the training. */
  public interface Listener {

    /** Some images more, in an epoch whose mean loss so far is {@code loss}. */
    void images(int n, int epoch, double loss);

    void epoch(EpochScore score) throws IOException;
  }

  /** Trains a fresh head, or goes on behind the checkpoint. */
  public TrainedHead train(
      EpochFeatures train, Examples validation, HeadCheckpoint checkpoint, Listener listener)
      throws IOException {
    Head kept = Head.fresh(classWeights.length, train.width(), recipe.seed());
    HeadLearner learner = new HeadLearner(kept, recipe.head().learningRate(), classWeights);
    List<EpochScore> history = new ArrayList<>();
    Optional<HeadState> earlier = checkpoint.last();
    if (earlier.isPresent()) {
      history.addAll(earlier.get().history());
      kept = earlier.get().kept();
      learner.restore(earlier.get().learner(), earlier.get().steps());
    }
    EarlyStopping choice = EarlyStopping.after(recipe.earlyStopping(), history);
    while (history.size() < recipe.head().epochs() && !choice.stops()) {
      int epoch = history.size() + 1;
      Tally training = learn(learner, train, epoch, listener);
      Tally check = check(learner, validation);
      EpochScore score =
          new EpochScore(
              epoch, training.loss(), training.accuracy(), check.loss(), check.accuracy());
      history.add(score);
      if (choice.keeps(check.loss())) {
        kept = learner.head();
      }
      Head keptNow = kept;
      checkpoint.offer(
          () -> new HeadState(List.copyOf(history), keptNow, learner.steps(), learner.state()));
      listener.epoch(score);
    }
    return new TrainedHead(kept, choice.keptEpoch(), List.copyOf(history));
  }

  private Tally learn(HeadLearner learner, EpochFeatures train, int epoch, Listener listener)
      throws IOException {
    int[] order = Dice.of(recipe.seed(), "head order", epoch).order(train.count());
    Dice dice = Dice.of(recipe.seed(), "head dropout", epoch);
    Dropout dropout = new Dropout(recipe.head().dropout());
    float[] logits = new float[recipe.batchSize() * learner.units()];
    Tally tally = new Tally(classWeights);
    train.forEach(
        epoch,
        order,
        recipe.batchSize(),
        (rows, first, n) -> dropout.apply(rows, n * train.width(), dice),
        (rows, labels, n) -> {
          learner.step(rows, n, labels, logits);
          tally.add(logits, learner.units(), labels, n);
          listener.images(n, epoch, tally.loss());
        });
    return tally;
  }

  private Tally check(HeadLearner learner, Examples validation) throws IOException {
    float[] logits = new float[recipe.batchSize() * learner.units()];
    Tally tally = new Tally();
    BatchesAhead.forEach(
        validation,
        IntStream.range(0, validation.count()).toArray(),
        recipe.batchSize(),
        (rows, first, n) -> {},
        (rows, labels, n) -> {
          learner.logits(rows, n, logits);
          tally.add(logits, learner.units(), labels, n);
        });
    return tally;
  }
}
