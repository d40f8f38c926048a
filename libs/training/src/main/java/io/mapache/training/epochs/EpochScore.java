package io.mapache.training.epochs;

/**
 * One epoch of a training in numbers.
 *
 * @param epoch from 1
 * @param loss mean over the training images, dropout on, weights changing meanwhile, as {@code
 *     fit()} prints it
 * @param accuracy of the same answers
 * @param valLoss mean over the validation images after the epoch, dropout off
 * @param valAccuracy of the same answers
 */
public record EpochScore(
    int epoch, double loss, double accuracy, double valLoss, double valAccuracy) {}
