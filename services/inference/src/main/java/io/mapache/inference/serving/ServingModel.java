package io.mapache.inference.serving;

import io.mapache.inference.batching.Computed;
import io.mapache.inference.batching.Lane;
import io.mapache.inference.batching.Outcome;
import io.mapache.inference.batching.Sample;
import io.mapache.models.ActivationMap;
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

  private static final long NEVER = Long.MIN_VALUE;

  private final ModelVersion id;
  private final Facts facts;
  private final Head head;
  private final @Nullable Novelty novelty;
  private final @Nullable CompactCentroids centroids;
  private final Leased<OpenBase>.Lease base;
  private volatile long used = NEVER;

  /**
   * @param base ended by {@link #close}
   */
  ServingModel(ModelVersion id, Parcel parcel, Leased<OpenBase>.Lease base) {
    this.id = id;
    this.facts = parcel.facts();
    this.head = parcel.head();
    this.novelty = parcel.bundle().novelty();
    this.centroids = parcel.centroids().map(CompactCentroids::new).orElse(null);
    this.base = base;
  }

  /** A request has come for it. */
  void usedAt(long nanos) {
    used = nanos;
  }

  /** Nanoseconds since the last request; as many as there can be if there was none. */
  long idle(long nanos) {
    long last = used;
    return last == NEVER ? Long.MAX_VALUE : nanos - last;
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

  /** A place for one image in front of the base, as {@link Lane#reserve} has it. */
  public Optional<Lane.Place> reserve() {
    return base.resource().lane().reserve(id.model());
  }

  /** Computes an image that nobody waits for, as {@link Lane#spare} has it. */
  public Optional<CompletionStage<Outcome>> spare(Sample sample) {
    return base.resource().lane().spare(sample);
  }

  /** Whether both make the same features of an image. */
  public boolean sharesBaseWith(ServingModel other) {
    return facts.base().equals(other.facts.base());
  }

  /** Of every class, in the order of {@link #classes}. */
  public float[] probabilities(Computed computed) {
    return head.probabilities(computed.features());
  }

  /** How unlike the validation images it is, 0 to 100; empty if the bundle does not know. */
  public OptionalDouble novelty(Computed computed) {
    if (novelty == null || centroids == null) {
      return OptionalDouble.empty();
    }
    float[] measured = novelty.measure().of(computed.features());
    return OptionalDouble.of(novelty.percentile(centroids.distance(measured)));
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
