package io.mapache.inference.serving.micrometer;

import io.mapache.inference.serving.Bases;
import io.mapache.inference.serving.ServingModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What serves now, and what waits. */
@ApplicationScoped
class ServingGauges {

  private static final List<String> STATES =
      List.of("loading", "verifying", "warming", "serving", "draining", "refused");

  void register(
      @Observes StartupEvent start, MeterRegistry meters, ServingModels models, Bases bases) {
    for (String state : STATES) {
      Gauge.builder("mapache.models", models, all -> count(all, state))
          .description("Versions of models by state")
          .tag("state", state)
          .register(meters);
    }
    Gauge.builder("mapache.bases", bases, Bases::count)
        .description("Bases in memory")
        .register(meters);
    Gauge.builder("mapache.queue.depth", bases, Bases::queued)
        .description("Images that wait for a forward pass")
        .register(meters);
  }

  private static double count(ServingModels models, String state) {
    return models.views().values().stream()
        .flatMap(view -> view.states().stream())
        .filter(each -> each.name().equals(state))
        .count();
  }
}
