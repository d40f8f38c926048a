package io.mapache.inference.serving;

import io.mapache.inference.batching.Computed;
import io.mapache.models.Head;
import io.mapache.models.session.Leased;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A version that can answer: its head, and a lease on the base below it. Closed by the last request
 * that holds a lease on it.
 */
public final class ServingModel implements AutoCloseable {

  private final ModelVersion id;
  private final Facts facts;
  private final Head head;
  private final Leased<OpenBase>.Lease base;

  /**
   * @param base ended by {@link #close}
   */
  ServingModel(ModelVersion id, Parcel parcel, Leased<OpenBase>.Lease base) {
    this.id = id;
    this.facts = parcel.facts();
    this.head = parcel.head();
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
   * @param image float32 {@code [S,S,3]} RGB 0..255
   * @return empty if the queue is full; threads as in {@link
   *     io.mapache.inference.batching.Lane#submit}
   */
  public Optional<CompletionStage<Computed>> submit(float[] image) {
    return base.resource().lane().submit(image);
  }

  /** Of every class, in the order of {@link #classes}. */
  public float[] probabilities(Computed computed) {
    return head.probabilities(computed.features());
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
