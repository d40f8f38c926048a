package io.mapache.inference.serving;

import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.batching.Deadline;
import io.mapache.models.session.Leased;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Sends each request to a version: to the one that it asks for by its number, else to the canary if
 * it falls into its share, else to the champion. A canary that does not serve leaves its share to
 * the champion. A version that is at rest, or on its way, is waited for a while.
 *
 * <p>Any number of threads; none of them waits in here.
 */
public final class Traffic {

  private final ServingModels models;
  private final Registrations registrations;
  private final Demand demand;
  private final Duration patience;
  private final LongSupplier nanos;
  private final AtomicLong turns = new AtomicLong();

  /**
   * @param patience how long a request waits for a version to be loaded, if its deadline allows
   * @param nanos as {@link System#nanoTime}
   */
  public Traffic(
      ServingModels models,
      Registrations registrations,
      Demand demand,
      Duration patience,
      LongSupplier nanos) {
    this.models = models;
    this.registrations = registrations;
    this.demand = demand;
    this.patience = patience;
    this.nanos = nanos;
  }

  /**
   * @param version a pinned one; empty for whichever version's turn it is
   * @param attributes value of a request header by its name
   */
  public CompletionStage<Admission> admit(
      String model,
      OptionalInt version,
      Function<String, Optional<String>> attributes,
      Deadline deadline) {
    ModelView view = models.view(model).orElse(null);
    if (view == null || view.roster().champion().isEmpty()) {
      return now(new Admission.Unknown(model));
    }
    if (version.isPresent()) {
      int number = version.getAsInt();
      return find(view, number)
          .map(id -> admit(id, ServingRole.PINNED, deadline))
          .orElseGet(() -> now(new Admission.UnknownVersion(model, number)));
    }
    return canary(view, attributes)
        .map(lease -> now(new Admission.Admitted(lease, ServingRole.CANARY)))
        .orElseGet(() -> champion(view, deadline));
  }

  /** Whether a version is to be tried beside the champion. */
  public boolean hasShadow(String model) {
    return models.view(model).filter(view -> view.roster().shadow().isPresent()).isPresent();
  }

  /** A lease on the version that is tried beside the champion, if there is one and it serves. */
  public Optional<Leased<ServingModel>.Lease> shadow(String model) {
    return models
        .view(model)
        .flatMap(view -> view.roster().shadow().flatMap(id -> leaseOrWake(view, id)));
  }

  private Optional<ModelVersion> find(ModelView view, int number) {
    return view.held().stream()
        .map(ModelState::id)
        .filter(id -> id.version() == number)
        .findFirst()
        .or(() -> view.roster().named().filter(id -> id.version() == number).findFirst())
        .or(() -> registrations.find(view.model(), number));
  }

  private Optional<Leased<ServingModel>.Lease> canary(
      ModelView view, Function<String, Optional<String>> attributes) {
    return view.roster()
        .canary()
        .filter(share -> share.takes(attributes, turns.incrementAndGet()))
        .flatMap(share -> leaseOrWake(view, share.version()));
  }

  private Optional<Leased<ServingModel>.Lease> leaseOrWake(ModelView view, ModelVersion id) {
    if (view.state(id).filter(ModelState.Resting.class::isInstance).isPresent()) {
      demand.open(id);
    }
    return lease(view, id);
  }

  private Optional<Leased<ServingModel>.Lease> lease(ModelView view, ModelVersion id) {
    Optional<Leased<ServingModel>.Lease> lease =
        view.serving(id).flatMap(serving -> serving.model().lease());
    lease.ifPresent(taken -> taken.resource().usedAt(nanos.getAsLong()));
    return lease;
  }

  private CompletionStage<Admission> champion(ModelView seen, Deadline deadline) {
    ModelView view = seen;
    while (view.answering().isPresent()) {
      Optional<Leased<ServingModel>.Lease> lease = lease(view, view.answering().get());
      if (lease.isPresent()) {
        return now(new Admission.Admitted(lease.get(), ServingRole.CHAMPION));
      }
      // It ended between the look and the lease; its successor is in its place already.
      Thread.onSpinWait();
      view = models.view(view.model()).orElse(ModelView.empty(view.model()));
    }
    return view.roster().champion().isPresent()
        ? admit(view.roster().champion().get(), ServingRole.CHAMPION, deadline)
        : now(new Admission.Unknown(view.model()));
  }

  private CompletionStage<Admission> admit(ModelVersion id, ServingRole role, Deadline deadline) {
    Optional<Admission> known = settled(id, role);
    if (known.isPresent()) {
      return now(known.get());
    }
    return demand
        .open(id)
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(null, wait(deadline), TimeUnit.NANOSECONDS)
        .thenApply(
            done -> settled(id, role).orElseGet(() -> new Admission.NotServing(stateOf(id))));
  }

  /** Empty as long as it is worth waiting. */
  private Optional<Admission> settled(ModelVersion id, ServingRole role) {
    Optional<ModelView> view = models.view(id.model());
    Optional<Leased<ServingModel>.Lease> lease = view.flatMap(known -> lease(known, id));
    if (lease.isPresent()) {
      return Optional.of(new Admission.Admitted(lease.get(), role));
    }
    return view.flatMap(known -> known.state(id))
        .filter(ModelState.Refused.class::isInstance)
        .filter(refused -> role == ServingRole.CHAMPION)
        .map(Admission.NotServing::new);
  }

  private ModelState stateOf(ModelVersion id) {
    return models
        .view(id.model())
        .flatMap(view -> view.state(id))
        .orElseGet(() -> new ModelState.Loading(id));
  }

  private long wait(Deadline deadline) {
    return deadline.limited()
        ? Math.max(0, Math.min(patience.toNanos(), deadline.atNanos() - nanos.getAsLong()))
        : patience.toNanos();
  }

  private static CompletionStage<Admission> now(Admission admission) {
    return CompletableFuture.completedFuture(admission);
  }
}
