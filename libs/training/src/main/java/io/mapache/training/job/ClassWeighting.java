package io.mapache.training.job;

import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Recipe;
import io.mapache.training.process.JobEnd;
import io.mapache.training.snapshot.Snapshot;

/** The class weights of a recipe on the training images of a snapshot. */
final class ClassWeighting {

  private ClassWeighting() {}

  /**
   * What the loss of an image of each class counts, by class number.
   *
   * @throws JobEnd as bad input if the recipe weighs a label that there is not
   */
  static double[] of(Recipe recipe, Snapshot snapshot) {
    try {
      return recipe.classWeights().of(snapshot.classes(), snapshot.counts(Split.TRAIN));
    } catch (IllegalArgumentException e) {
      throw JobEnd.badInput(e.getMessage(), e);
    }
  }
}
