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
    Map<String, ModelView> views = models.views();
    Optional<String> missing =
        awaited.values().stream()
            .filter(wanted -> wanted.champion() != null)
            .sorted(Comparator.comparing(ModelDeployment::model))
            .filter(wanted -> !serves(views.get(wanted.model())))
            .map(wanted -> describe(wanted, views.get(wanted.model())))
            .findFirst();
    ready = missing.isEmpty();
    return missing;
  }

  private static boolean serves(ModelView view) {
    return view != null && view.serving() != null;
  }

  private static String describe(ModelDeployment wanted, ModelView view) {
    ModelVersion id = ModelVersion.championOf(wanted);
    return Optional.ofNullable(view)
        .flatMap(ModelView::current)
        .map(state -> id + ": " + state.name() + state.reason().map(why -> ": " + why).orElse(""))
        .orElse(id + ": to be loaded");
  }
}
