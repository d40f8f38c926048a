package io.mapache.inference.serving;

import io.mapache.contracts.event.ModelDeployment;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.session.Leased;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Brings what there is of each model to what is wanted. Decides everything on one thread, on which
 * nothing takes longer than reading a head, and waiting for a lull to read it in: a head whose base
 * is open and knows its golden inputs is checked and swapped there and then. Forward passes for
 * other golden inputs are computed on a second thread, and bases are loaded on a third, one at a
 * time, so that neither holds up the heads of other models.
 *
 * <p>Wishes come from any thread and do not wait.
 */
public final class Loader implements Demand {

  private final ServingModels models;
  private final Preparation preparation;
  private final Pins pins;
  private final Openings openings;
  private final Runnable lull;
  private final Executor thread;
  private final Executor checks;
  private final Executor later;
  private final Map<String, ModelDeployment> wanted = new ConcurrentHashMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Map<ModelVersion, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
  private final Set<ModelVersion> refusedLately = new HashSet<>(); // thread's alone

  /**
   * @param lull waits, for a while at most, until reading a head takes no core from requests
   * @param thread one thread, the same that {@code openings} decides on
   * @param checks one thread, for forward passes
   * @param later the first thread after a while: a refusal that may pass is tried again there, and
   *     not before, however many requests ask for its version
   */
  public Loader(
      ServingModels models,
      Preparation preparation,
      Openings openings,
      Pins pins,
      Runnable lull,
      Executor thread,
      Executor checks,
      Executor later) {
    this.models = models;
    this.preparation = preparation;
    this.openings = openings;
    this.pins = pins;
    this.lull = lull;
    this.thread = thread;
    this.checks = checks;
    this.later = later;
  }

  /** Notes a wish; of one model the newest revision counts, in whatever order they come. */
  public void want(ModelDeployment deployment) {
    wanted.merge(
        deployment.model(),
        deployment,
        (known, other) -> other.revision() > known.revision() ? other : known);
    changed.add(deployment.model());
  }

  /** Starts the work on what is wanted by now. */
  public void start() {
    thread.execute(this::work);
  }

  /** What is wanted of each model. */
  public Map<String, ModelDeployment> wanted() {
    return Map.copyOf(wanted);
  }

  @Override
  public CompletionStage<Void> open(ModelVersion id) {
    CompletableFuture<Void> fresh = new CompletableFuture<>();
    CompletableFuture<Void> known = awaited.putIfAbsent(id, fresh);
    if (known != null) {
      return known;
    }
    thread.execute(() -> ask(id));
    return fresh;
  }

  private void work() {
    for (String model : new TreeSet<>(changed)) {
      changed.remove(model);
      Roster roster = Roster.of(wanted.get(model));
      models.follow(model, roster);
      if (roster.champion().isEmpty()) {
        pins.forget(model);
      }
      settle(model);
    }
  }

  private void settle(String model) {
    Optional<Plan.Step> step = next(model);
    while (step.isPresent()) {
      take(step.get());
      step = next(model);
    }
  }

  private Optional<Plan.Step> next(String model) {
    return models.view(model).flatMap(view -> Plan.next(view, pins.of(model)));
  }

  private void take(Plan.Step step) {
    switch (step.kind()) {
      case ANSWER -> models.answer(step.id());
      case LOAD -> load(new ModelState.Loading(step.id()));
      case RETIRE -> {
        models.retire(step.id());
        settled(step.id());
      }
    }
  }

  private void ask(ModelVersion id) {
    Optional<ModelState> state = models.view(id.model()).flatMap(view -> view.state(id));
    if (state.isEmpty()) {
      pins.add(id).ifPresent(dropped -> settle(dropped.model()));
      settle(id.model());
    } else if (state.get() instanceof ModelState.Resting resting) {
      load(resting.wake());
    } else if (state.get() instanceof ModelState.Refused refused
        && refused.why().mayPass()
        && !refusedLately.contains(id)) {
      load(refused.retry());
    }
    if (onItsWay(id).isEmpty()) {
      settled(id);
    }
  }

  private Optional<ModelState> onItsWay(ModelVersion id) {
    return models.view(id.model()).flatMap(view -> view.state(id)).filter(ModelState::isOnItsWay);
  }

  private void load(ModelState.Loading loading) {
    models.add(loading);
    begin(loading);
  }

  /** Goes as far as it goes without waiting for a base or for forward passes. */
  private void begin(ModelState.Loading loading) {
    try {
      Bundle bundle = preparation.bundle(loading.id());
      Facts facts = Facts.of(bundle);
      Optional<Leased<OpenBase>.Lease> base = openings.lease(facts.base());
      if (base.isPresent()) {
        prepare(loading, bundle, base.get());
      } else {
        ModelVersion id = loading.id();
        openings.await(
            facts,
            isStandby(id),
            () -> onItsWay(id).isPresent(),
            opening -> opened(loading, opening));
      }
    } catch (RefusedException | RuntimeException | Error e) {
      end(loading.refuse(Refusal.of(e)));
    }
  }

  /** Of those that nobody waits for, it has no role: the previous champion. */
  private boolean isStandby(ModelVersion id) {
    return !isUrgent(id)
        && models.view(id.model()).filter(view -> view.roleOf(id).isEmpty()).isPresent();
  }

  /** A request waits for it, or its model answers nothing yet. */
  private boolean isUrgent(ModelVersion id) {
    return awaited.containsKey(id)
        || models.view(id.model()).filter(view -> view.answering().isPresent()).isEmpty();
  }

  private void opened(ModelState.Loading loading, Opening opening) {
    if (onItsWay(loading.id()).isEmpty()) {
      return;
    }
    if (opening instanceof Opening.Refused refused) {
      end(loading.refuse(refused.why()));
    } else if (opening instanceof Opening.NoRoom noRoom) {
      end(loading.rest(noRoom.facts()));
    } else {
      begin(loading);
    }
  }

  /** From here on the version holds its base, and says so: it makes no room for another one. */
  private void prepare(ModelState.Loading loading, Bundle bundle, Leased<OpenBase>.Lease base) {
    ModelState.Verifying verifying = loading.verify(Facts.of(bundle));
    models.reach(verifying);
    if (!isUrgent(loading.id())) {
      lull.run();
    }
    Optional<ModelState> end = preparation.prepare(verifying, bundle, base, false, models::reach);
    if (end.isPresent()) {
      end(end.get());
    } else {
      checks.execute(
          () -> {
            ModelState checked =
                preparation.prepare(verifying, bundle, base, true, models::reach).orElseThrow();
            thread.execute(() -> end(checked));
          });
    }
  }

  private void end(ModelState state) {
    if (!models.reach(state)) {
      if (state instanceof ModelState.Serving unwanted) {
        unwanted.model().retire();
      }
      return;
    }
    settle(state.id().model());
    settled(state.id());
    if (state instanceof ModelState.Refused refused && refused.why().mayPass()) {
      refusedLately.add(refused.id());
      later.execute(() -> retry(refused));
    }
  }

  /** Unless something newer is wanted. What only requests ask for is not tried by itself. */
  private boolean isTriedAgain(ModelState.Refused refused) {
    return models
        .view(refused.id().model())
        .filter(view -> view.roster().named().anyMatch(refused.id()::equals))
        .flatMap(view -> view.state(refused.id()))
        .filter(state -> state == refused)
        .isPresent();
  }

  private void retry(ModelState.Refused refused) {
    refusedLately.remove(refused.id());
    if (isTriedAgain(refused)) {
      load(refused.retry());
    }
  }

  private void settled(ModelVersion id) {
    CompletableFuture<Void> waiting = awaited.remove(id);
    if (waiting != null) {
      waiting.complete(null);
    }
  }
}
