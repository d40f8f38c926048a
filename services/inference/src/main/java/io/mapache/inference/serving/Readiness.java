package io.mapache.inference.serving;

import io.mapache.contracts.event.ModelDeployment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether a replica may be sent requests: once the deployments have been read to their end and
 * every model that they want serves. After that it stays ready: a model that comes later, or cannot
 * be replaced, is no reason to take the others away.
 *
 * <p>Any thread.
 */
public final class Readiness {

  private final ServingModels models;
  private final Supplier<Map<String, ModelDeployment>> wanted;
  private volatile Set<String> awaited; // null: deployments not read yet
  private volatile boolean ready;

  /**
   * @param wanted what is wanted of each model by now
   */
  public Readiness(ServingModels models, Supplier<Map<String, ModelDeployment>> wanted) {
    this.models = models;
    this.wanted = wanted;
  }

  /** The deployments have been read to their end: what they want by now is waited for. */
  public void caughtUp() {
    awaited = Set.copyOf(wanted.get().keySet());
  }

  /** What it waits for; empty once ready. */
  public Optional<String> waitsFor() {
    if (ready) {
      return Optional.empty();
    }
    if (awaited == null) {
      return Optional.of("the end of the deployments topic");
    }
    Optional<String> missing =
        awaited.stream()
            .sorted()
            .map(wanted.get()::get)
            .filter(deployment -> deployment.champion() != null)
            .filter(deployment -> !answers(deployment.model()))
            .map(this::describe)
            .findFirst();
    ready = missing.isEmpty();
    return missing;
  }

  /** At rest it answers, too, if somebody asks: it has been seen to be good. */
  private boolean answers(String model) {
    return models
        .view(model)
        .flatMap(ModelView::current)
        .filter(state -> state instanceof ModelState.Serving || state instanceof ModelState.Resting)
        .isPresent();
  }

  private String describe(ModelDeployment deployment) {
    ModelVersion id = ModelVersion.of(deployment.model(), deployment.champion());
    return models
        .view(deployment.model())
        .flatMap(ModelView::current)
        .map(state -> id + ": " + state.name() + state.reason().map(why -> ": " + why).orElse(""))
        .orElse(id + ": to be loaded");
  }
}
