package io.mapache.training.epochs;

import io.mapache.contracts.training.Recipe.Schedule;

/**
 * The learning rate of each step of a phase. The cosine is Keras' {@code CosineDecay} down to 0.
 *
 * @param start of the first step
 * @param steps of all epochs, as if none were cut short
 */
public record LearningRate(Schedule schedule, double start, long steps) {

  /**
   * The rate of one step.
   *
   * @param step from 0
   */
  public double at(long step) {
    return switch (schedule) {
      case CONSTANT -> start;
      case COSINE -> start * 0.5 * (1 + Math.cos(Math.PI * step / steps));
    };
  }
}
