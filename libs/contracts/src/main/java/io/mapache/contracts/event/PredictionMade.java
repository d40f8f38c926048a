package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image was answered by a version.
 *
 * @param prediction id of the prediction, as the client was told it; an image event's prediction
 *     has an id that follows from dataset, image and version, so a retry repeats it
 * @param dataset null if the image came by the prediction API
 * @param image digest of its bytes
 * @param label the most probable class
 * @param probability of that class
 * @param novelty how unlike the images of training it is, 0 to 100; null if the version cannot say
 */
public record PredictionMade(
    String prediction,
    @Nullable String dataset,
    Digest image,
    String model,
    int version,
    Digest bundle,
    ServingRole role,
    String label,
    double probability,
    @Nullable Double novelty,
    Instant at)
    implements PredictionEvent {

  public PredictionMade {
    Objects.requireNonNull(prediction, "prediction");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(at, "at");
  }

  @Override
  public List<Object> identity() {
    return List.of(prediction, version);
  }
}
