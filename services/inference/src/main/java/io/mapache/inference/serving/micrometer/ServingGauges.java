package io.mapache.inference.serving.micrometer;

import io.mapache.inference.serving.Bases;
import io.mapache.inference.serving.ServingModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What serves now, and what waits. */
@Singleton
class ServingGauges {

  private static final List<String> STATES =
      List.of("loading", "verifying", "warming", "serving", "draining", "resting", "refused");

  private final MeterRegistry meters;
  private final List<Gauge> gauges = new ArrayList<>();

  ServingGauges(MeterRegistry meters) {
    this.meters = meters;
  }

  void register(@Observes StartupEvent start, ServingModels models, Bases bases) {
    for (String state : STATES) {
      gauges.add(
          Gauge.builder("mapache.models", models, all -> count(all, state))
              .description("Versions of models by state")
              .tag("state", state)
              .register(meters));
    }
    gauges.add(
        Gauge.builder("mapache.bases", bases, Bases::count)
            .description("Bases in memory")
            .register(meters));
    gauges.add(
        Gauge.builder("mapache.queue.depth", bases, Bases::queued)
            .description("Images that wait for a forward pass")
            .register(meters));
  }

  /** The registry outlives the service where several run in one JVM, one after the other. */
  void remove(@Observes ShutdownEvent shutdown) {
    gauges.forEach(meters::remove);
  }

  private static double count(ServingModels models, String state) {
    return models.all().stream()
        .flatMap(view -> view.states().stream())
        .filter(each -> each.name().equals(state))
        .count();
  }
}
