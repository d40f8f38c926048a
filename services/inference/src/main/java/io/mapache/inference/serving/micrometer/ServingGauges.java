package io.mapache.inference.serving.micrometer;

import io.mapache.inference.serving.Bases;
import io.mapache.inference.serving.Device;
import io.mapache.inference.serving.ServingModels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What serves now, and what waits. */
@Singleton
class ServingGauges {

  private static final List<String> STATES =
      List.of("loading", "verifying", "warming", "serving", "draining", "resting", "refused");

  private static final Logger LOG = Logger.getLogger(ServingGauges.class);

  private final MeterRegistry meters;
  private final List<Gauge> gauges = new ArrayList<>();

  ServingGauges(MeterRegistry meters) {
    this.meters = meters;
  }

  void register(@Observes StartupEvent start, ServingModels models, Bases bases, Device device) {
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
    tell(device);
  }

  /** Once, and for as long as it lasts in the gauge: a GPU that idles is paid for. */
  private void tell(Device device) {
    device
        .missing()
        .ifPresent(missing -> LOG.warnf("%s Until then bases compute on the CPU.", missing));
    gauges.add(
        Gauge.builder("mapache.device.fallback", device, wanted -> wanted.isFallback() ? 1 : 0)
            .description("1 if bases compute on the CPU though another device is configured")
            .tag("wanted", device.wanted())
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
