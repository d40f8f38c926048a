package io.mapache.inference.prediction.micrometer;

import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ModelWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
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
  private final MultiGauge gauge;
  private final Map<String, List<MultiGauge.Row<?>>> rows = new TreeMap<>(); // guarded by this

  ServedVersions(MeterRegistry meters, ModelNames names) {
    this.names = names;
    this.gauge =
        MultiGauge.builder("mapache.model.info")
            .description("1 for each version that answers, of the models that metrics name")
            .register(meters);
  }

  @Override
  public void reached(ModelState state, ModelView view) {
    show(view);
  }

  @Override
  public void answers(ModelState.Serving champion, ModelView view) {
    show(view);
  }

  private synchronized void show(ModelView view) {
    if (names.of(view.model()).equals(ModelNames.OTHER)) {
      return;
    }
    List<MultiGauge.Row<?>> answering = new ArrayList<>();
    for (ModelState state : view.states()) {
      Optional<ServingRole> role = view.roleOf(state.id());
      if (state instanceof ModelState.Serving && role.isPresent()) {
        answering.add(row(state, role.get()));
      }
    }
    rows.put(view.model(), answering);
    register();
  }

  private static MultiGauge.Row<?> row(ModelState state, ServingRole role) {
    return MultiGauge.Row.of(
        Tags.of(
            "model", state.id().model(),
            "version", Integer.toString(state.id().version()),
            "role", role.code()),
        1);
  }

  /** The registry outlives the service where several run in one JVM, one after the other. */
  synchronized void remove(@Observes ShutdownEvent shutdown) {
    rows.clear();
    register();
  }

  private void register() {
    List<MultiGauge.Row<?>> all = new ArrayList<>();
    rows.values().forEach(all::addAll);
    gauge.register(all, true);
  }
}
