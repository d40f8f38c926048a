package io.mapache.training.head;

import io.mapache.contracts.training.Recipe.Workflow;

/**
 * What the frozen phase took, for the report. All runs of an interrupted training together, each
 * without what it had to do again.
 *
 * @param workflow how it came by the features of the training images
 * @param copies augmented copies of each training image whose features were computed once; 1 if the
 *     workflow is not {@code variants}
 * @param forwardPasses images that went through the base, each as often as it did; those whose
 *     features an earlier training had stored are not among them
 * @param seconds from the first feature to the trained head
 */
public record FrozenCost(Workflow workflow, int copies, long forwardPasses, double seconds) {

  /** With what came on top. */
  FrozenCost and(long passes, double time) {
    return new FrozenCost(workflow, copies, forwardPasses + passes, seconds + time);
  }
}
