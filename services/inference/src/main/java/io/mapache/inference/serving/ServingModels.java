package io.mapache.inference.serving;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What there is of each model. Readers see one immutable view of a model through one reference, so
 * a swap is there for all of them or for none: a request that begins after {@link #answer} returned
 * is answered by the new version.
 *
 * <p>Any number of threads read, without ever waiting. Writers of one model take turns.
 */
public final class ServingModels {

  private final ModelWatch watch;
  private final InstantSource clock;
  private final Map<String, ModelView> views = new ConcurrentHashMap<>();

  /**
   * @param watch is told each new state
   * @param clock tells since when a version answers
   */
  public ServingModels(ModelWatch watch, InstantSource clock) {
    this.watch = watch;
    this.clock = clock;
  }

  /** By the name of the model, in its order: a copy. */
  public Map<String, ModelView> views() {
    return Collections.unmodifiableMap(new TreeMap<>(views));
  }

  /** Of all models, in no order, and not a copy. */
  public Collection<ModelView> all() {
    return Collections.unmodifiableCollection(views.values());
  }

  public Optional<ModelView> view(String model) {
    return Optional.ofNullable(views.get(model));
  }

  /** Older revisions than the one that is followed change nothing. */
  void follow(String model, Roster roster) {
    Change change =
        change(
            model,
            view -> roster.revision() > view.roster().revision() ? view.follow(roster) : view);
    if (change.changesAnything()) {
      watch.follows(change.after());
    }
  }

  /** A version is on its way. */
  void add(ModelState.Loading state) {
    watch.reached(state, change(state.id().model(), view -> view.with(state)).after());
  }

  /**
   * A version that is on its way has come further, or to its end.
   *
   * @return false if nobody waits for it any more: nothing has changed
   */
  boolean reach(ModelState state) {
    Change change =
        change(
            state.id().model(),
            view ->
                view.state(state.id()).filter(ModelState::isOnItsWay).isPresent()
                    ? view.with(state)
                    : view);
    boolean reached = change.changesAnything();
    if (reached) {
      watch.reached(state, change.after());
    }
    return reached;
  }

  /** From now on a version that serves answers as champion. */
  void answer(ModelVersion id) {
    ModelView after = change(id.model(), view -> view.answering(id, clock.instant())).after();
    watch.answers(after.serving(id).orElseThrow(), after);
  }

  /** A version is wanted no more. */
  void retire(ModelVersion id) {
    drain(change(id.model(), view -> view.without(id)).before().serving(id));
  }

  /** A version that serves makes room, until it is asked for. */
  void rest(ModelState.Serving serving) {
    ModelState.Resting resting = serving.rest();
    watch.reached(resting, change(resting.id().model(), view -> view.resting(resting)).after());
    drain(Optional.of(serving));
  }

  /** Lets go of all, when the service ends. */
  public void close() {
    views.values().forEach(view -> view.held().forEach(state -> retire(state.id())));
  }

  private void drain(Optional<ModelState.Serving> replaced) {
    if (replaced.isEmpty()) {
      return;
    }
    ModelState.Draining draining = replaced.get().drain();
    String model = draining.id().model();
    watch.reached(draining, change(model, view -> view.leaving(draining)).after());
    draining.closed().whenComplete((done, failure) -> gone(draining));
  }

  private void gone(ModelState.Draining draining) {
    Change change = change(draining.id().model(), view -> view.gone(draining));
    watch.reached(draining.close(), change.after());
  }

  private Change change(String model, UnaryOperator<ModelView> step) {
    ModelView[] seen = new ModelView[2];
    views.compute(
        model,
        (name, known) -> {
          seen[0] = known == null ? ModelView.empty(name) : known;
          seen[1] = step.apply(seen[0]);
          return seen[1].isEmpty() ? null : seen[1];
        });
    return new Change(seen[0], seen[1]);
  }

  private record Change(ModelView before, ModelView after) {

    private boolean changesAnything() {
      return before != after;
    }
  }
}
