package io.mapache.trainer.lineage;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Recipe;
import java.util.List;
import java.util.Map;

/**
 * Where a version comes from, down to the offsets of the events that its images came with.
 *
 * @param base digest of {@code base.onnx}
 * @param weights digest of the tensors that the base was written from; null if the bundle is not in
 *     the blob store
 * @param snapshot null if its manifest is not in the blob store
 * @param parents versions whose fine-tuned base it began with, nearest first; empty if it began
 *     with ImageNet's
 * @param comparedWith the champion that its training was compared with; null for none
 */
public record Lineage(
    String model,
    int version,
    Digest bundle,
    String kind,
    Digest base,
    Digest head,
    Digest weights,
    String training,
    Recipe recipe,
    String dataset,
    Digest manifest,
    Snapshot snapshot,
    List<Ancestor> parents,
    Ancestor comparedWith) {

  /**
   * @param offsets per partition of the topic, the first offset that is not in the snapshot
   * @param images how many per split
   */
  public record Snapshot(
      String topic, Map<Integer, Long> offsets, List<String> classes, Map<Split, Integer> images) {}

  /**
   * Another version.
   *
   * @param model null, like the rest, if only the bundle is known
   */
  public record Ancestor(
      Digest bundle, String model, Integer version, String training, Digest manifest) {

    static Ancestor of(Origin origin) {
      return new Ancestor(
          origin.version().bundle(),
          origin.model(),
          origin.version().number(),
          origin.training().id(),
          origin.manifest());
    }
  }
}
