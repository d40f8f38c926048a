package io.mapache.inference.serving;

import io.mapache.inference.batching.Computed;
import io.mapache.inference.batching.Outcome;
import io.mapache.inference.batching.Sample;
import io.mapache.models.ActivationMap;
import io.mapache.models.Centroids;
import io.mapache.models.Head;
import io.mapache.models.bundle.Novelty;
import io.mapache.models.session.Leased;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A version that can answer: its head, and a lease on the base below it. Closed by the last request
 * that holds a lease on it.
 */
public final class ServingModel implements AutoCloseable {

  private final ModelVersion id;
  private final Facts facts;
  private final Head head;
  private final @Nullable Novelty novelty;
  private final @Nullable Centroids centroids;
  private final Leased<OpenBase>.Lease base;

  /**
   * @param base ended by {@link #close}
   */
  ServingModel(ModelVersion id, Parcel parcel, Leased<OpenBase>.Lease base) {
    this.id = id;
    this.facts = parcel.facts();
    this.head = parcel.head();
    this.novelty = parcel.bundle().novelty();
    this.centroids = parcel.centroids().orElse(null);
    this.base = base;
  }

  public ModelVersion id() {
    return id;
  }

  public List<String> classes() {
    return facts.classes();
  }

  public int imageSize() {
    return facts.imageSize();
  }

  /**
   * Queues an image in front of the base.
   *
   * @return empty if the queue is full; threads as in {@link
   *     io.mapache.inference.batching.Lane#submit}
   */
  public Optional<CompletionStage<Outcome>> submit(Sample sample) {
    return base.resource().lane().submit(sample);
  }

  /** Of every class, in the order of {@link #classes}. */
  public float[] probabilities(Computed computed) {
    return head.probabilities(computed.features());
  }

  /** How unlike the validation images it is, 0 to 100; empty if the bundle does not know. */
  public OptionalDouble novelty(Computed computed) {
    return novelty == null || centroids == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(novelty.percentile(centroids.distance(computed.features())));
  }

  /**
   * Where the image speaks for a class.
   *
   * @param activation of the base
   * @return {@code [s,s]} in C order
   */
  public float[] activationMap(float[] activation, int label) {
    return ActivationMap.of(head, activation, label);
  }

  @Override
  public void close() {
    base.close();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
