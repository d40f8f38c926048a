package io.mapache.inference.serving;

import io.mapache.contracts.event.ModelDeployment;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a replica may be sent requests: once the deployments have been read to their end and
 * every model that they want serves. After that it stays ready: a model that comes later, or cannot
 * be replaced, is no reason to take the others away.
 *
 * <p>Any thread.
 */
public final class Readiness {

  private final ServingModels models;
  private volatile Map<String, ModelDeployment> awaited; // null: deployments not read yet
  private volatile boolean ready;

  public Readiness(ServingModels models) {
    this.models = models;
  }

  /**
   * The deployments have been read to their end.
   *
   * @param wanted what they want, by model
   */
  public void caughtUp(Map<String, ModelDeployment> wanted) {
    awaited = Map.copyOf(wanted);
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
        awaited.values().stream()
            .filter(wanted -> wanted.champion() != null)
            .sorted(Comparator.comparing(ModelDeployment::model))
            .filter(wanted -> !answers(wanted.model()))
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

  private String describe(ModelDeployment wanted) {
    ModelVersion id = ModelVersion.of(wanted.model(), wanted.champion());
    return models
        .view(wanted.model())
        .flatMap(ModelView::current)
        .map(state -> id + ": " + state.name() + state.reason().map(why -> ": " + why).orElse(""))
        .orElse(id + ": to be loaded");
  }
}
