package io.mapache.contracts.event;

import io.mapache.contracts.training.Recipe;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or the trigger, wants a training. {@code because} says who or why.
 *
 * @param base {@link #CHAMPION}, {@code imagenet}, or the digest of a base's tensors; null: the
 *     champion's for a head alone, ImageNet's for a fine-tuning
 */
public record TrainingRequested(
    String training,
    String dataset,
    String model,
    Recipe recipe,
    @Nullable String base,
    String because,
    Instant at)
    implements TrainingEvent {

  /** The base of the version that answers when the training starts. */
  public static final String CHAMPION = "champion";

  @Override
  public List<Object> identity() {
    return List.of(training);
  }
}
