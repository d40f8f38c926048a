package io.mapache.inference.prediction.micrometer;

import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ModelWatch;
import io.mapache.inference.serving.ServingModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which versions answer now, and in which role: a gauge of 1 for each, of the named models. */
@Singleton
public class ServedVersions implements ModelWatch {

  private final ModelNames names;
  private final Provider<ServingModels> models;
  private final MultiGauge gauge;
  private final Map<String, List<Answering>> shown = new TreeMap<>(); // guarded by this

  /**
   * @param models what there is now: of two views that come at the same time the older may be the
   *     last
   */
  ServedVersions(MeterRegistry meters, ModelNames names, Provider<ServingModels> models) {
    this.names = names;
    this.models = models;
    this.gauge =
        MultiGauge.builder("mapache.model.info")
            .description("1 for each version that answers, of the models that metrics name")
            .register(meters);
  }

  private record Answering(ModelVersion id, ServingRole role) {

    private MultiGauge.Row<?> row() {
      return MultiGauge.Row.of(
          Tags.of(
              "model", id.model(),
              "version", Integer.toString(id.version()),
              "role", role.code()),
          1);
    }
  }

  @Override
  public void follows(ModelView view) {
    show(view.model());
  }

  @Override
  public void reached(ModelState state, ModelView view) {
    show(view.model());
  }

  @Override
  public void answers(ModelState.Serving champion, ModelView view) {
    show(view.model());
  }

  private synchronized void show(String model) {
    if (names.of(model).equals(ModelNames.OTHER)) {
      return;
    }
    List<Answering> now = models.get().view(model).map(ServedVersions::answering).orElse(List.of());
    if (!now.equals(shown.put(model, now))) {
      register(); // all rows anew, so not where nothing changed
    }
  }

  private static List<Answering> answering(ModelView view) {
    List<Answering> answering = new ArrayList<>();
    for (ModelState state : view.states()) {
      Optional<ServingRole> role = view.roleOf(state.id());
      if (state instanceof ModelState.Serving && role.isPresent()) {
        answering.add(new Answering(state.id(), role.get()));
      }
    }
    return answering;
  }

  /** The registry outlives the service where several run in one JVM, one after the other. */
  synchronized void remove(@Observes ShutdownEvent shutdown) {
    shown.clear();
    register();
  }

  private void register() {
    List<MultiGauge.Row<?>> rows =
        shown.values().stream()
            .flatMap(List::stream)
            .<MultiGauge.Row<?>>map(Answering::row)
            .toList();
    gauge.register(rows, true);
  }
}
