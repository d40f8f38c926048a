package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.JobSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot is cut and the job may run; a resumed training keeps all that stands here and so
 * repeats this event.
 *
 * @param base {@code imagenet}, or the digest of a base's tensors
 * @param parent the bundle whose fine-tuned base that is; null for none
 * @param champion the bundle that the candidates are compared with; null for none
 * @param renamed labels by older names: old name to today's
 */
public record TrainingStarted(
    String training,
    String dataset,
    String model,
    Digest manifest,
    List<String> classes,
    Map<Split, Integer> images,
    String base,
    @Nullable Digest parent,
    @Nullable Digest champion,
    Map<String, String> renamed,
    Instant at)
    implements TrainingEvent {

  public TrainingStarted {
    base = base == null ? JobSpec.IMAGENET : base;
    renamed = renamed == null ? Map.of() : Map.copyOf(renamed);
  }

  @Override
  public List<Object> identity() {
    return List.of(training, manifest);
  }
}
