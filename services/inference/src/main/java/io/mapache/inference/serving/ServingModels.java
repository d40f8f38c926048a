package io.mapache.inference.serving;

import io.mapache.contracts.event.ServingRole;
import io.mapache.models.session.Leased;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What serves. Readers see one immutable map through one reference, so a swap is there for all of
 * them or for none: a request that begins after {@link #serve} returned is answered by the new
 * version.
 *
 * <p>Any number of threads read, without ever waiting. Writers are the loader and the closer; they
 * take turns.
 */
public final class ServingModels {

  private final ModelWatch watch;
  private final Object writing = new Object();
  private volatile Map<String, ModelView> views = Map.of(); // replaced while holding writing

  /**
   * @param watch is told each new state
   */
  public ServingModels(ModelWatch watch) {
    this.watch = watch;
  }

  /** By the name of the model. */
  public Map<String, ModelView> views() {
    return views;
  }

  public Optional<ModelView> view(String model) {
    return Optional.ofNullable(views.get(model));
  }

  /**
   * A lease on the version that answers now.
   *
   * @param version a pinned one; empty for whichever is its turn
   */
  public Admission admit(String model, OptionalInt version) {
    while (true) {
      ModelView view = views.get(model);
      if (view == null || view.current().isEmpty()) {
        return new Admission.Unknown(model);
      }
      if (view.serving() == null) {
        return new Admission.NotServing(view.next());
      }
      if (version.isPresent() && version.getAsInt() != view.serving().id().version()) {
        return new Admission.UnknownVersion(model, version.getAsInt());
      }
      ServingRole role = version.isPresent() ? ServingRole.PINNED : ServingRole.CHAMPION;
      Optional<Leased<ServingModel>.Lease> lease = view.serving().model().lease();
      if (lease.isPresent()) {
        return new Admission.Admitted(lease.get(), role);
      }
      // It ended between the look and the lease; its successor is in its place already.
      Thread.onSpinWait();
    }
  }

  /** Loading, Verifying, Warming or Refused: what serves goes on. */
  void next(ModelState state) {
    watch.reached(state, change(state.id().model(), view -> view.next(state)).after());
  }

  /** Puts a version in place, then lets go of the one before. */
  void serve(ModelState.Serving fresh) {
    Change change = change(fresh.id().model(), view -> view.serving(fresh));
    watch.reached(fresh, change.after());
    drain(change.before().serving());
  }

  /** The version that serves is what a newer deployment asks for. */
  void reaffirm(ModelState.Serving same, long revision) {
    change(same.id().model(), view -> view.serving(same.at(revision)));
  }

  /** The model is wanted no more. */
  void withdraw(String model) {
    drain(change(model, view -> view.serving(null)).before().serving());
  }

  /** Withdraws all, when the service ends. */
  public void close() {
    views.keySet().forEach(this::withdraw);
  }

  private void drain(ModelState.Serving replaced) {
    if (replaced == null) {
      return;
    }
    ModelState.Draining draining = replaced.drain();
    String model = draining.id().model();
    watch.reached(draining, change(model, view -> view.leaving(draining)).after());
    draining.closed().whenComplete((done, failure) -> gone(draining));
  }

  private void gone(ModelState.Draining draining) {
    Change change = change(draining.id().model(), view -> view.gone(draining));
    watch.reached(draining.close(), change.after());
  }

  private Change change(String model, UnaryOperator<ModelView> step) {
    synchronized (writing) {
      ModelView before = views.getOrDefault(model, ModelView.empty(model));
      ModelView after = step.apply(before);
      Map<String, ModelView> changed = new TreeMap<>(views);
      if (after.isEmpty()) {
        changed.remove(model);
      } else {
        changed.put(model, after);
      }
      views = Collections.unmodifiableMap(changed);
      return new Change(before, after);
    }
  }

  private record Change(ModelView before, ModelView after) {}
}
