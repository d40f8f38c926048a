package io.mapache.trainer.service;

import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.kafka.ImageTopic;
import io.mapache.trainer.registry.LiveNumbers;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Role;
import io.mapache.trainer.trainings.TrainingLog;
import io.mapache.trainer.trainings.TrainingState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The trainer's own meters. */
@Singleton
class Meters {

  /** Datasets beyond the first hundred by name are not measured one by one. */
  private static final int LABELS = 100;

  private final DatasetView view;
  private final ImageTopic images;
  private final ModelLog models;
  private final LiveNumbers live;
  private final MultiGauge datasets;
  private final MultiGauge accuracy;
  private final MultiGauge judged;
  private final AtomicLong lag = new AtomicLong();

  Meters(
      MeterRegistry registry,
      DatasetView view,
      ImageTopic images,
      TrainingLog trainings,
      ModelLog models,
      LiveNumbers live) {
    this.view = view;
    this.images = images;
    this.models = models;
    this.live = live;
    this.accuracy =
        MultiGauge.builder("mapache.live.accuracy")
            .description("share of right answers of the version in a role, where a label came")
            .register(registry);
    this.judged =
        MultiGauge.builder("mapache.live.judged")
            .description("judged answers of the version in a role")
            .register(registry);
    this.datasets =
        MultiGauge.builder("mapache.dataset.images")
            .description("labelled images of a dataset")
            .register(registry);
    Gauge.builder("mapache.view.lag", lag, AtomicLong::doubleValue)
        .description("image events that Kafka has and the view has not")
        .register(registry);
    FunctionCounter.builder("mapache.view.unusable", view, DatasetView::unusable)
        .description("image events that were passed over")
        .register(registry);
    for (TrainingState state :
        List.of(TrainingState.COMPLETED, TrainingState.FAILED, TrainingState.CANCELLED)) {
      FunctionCounter.builder("mapache.trainings", trainings, log -> log.count(state))
          .tag("state", state.code())
          .description("trainings that have ended")
          .register(registry);
    }
    FunctionTimer.builder(
            "mapache.training",
            trainings,
            log -> log.count(TrainingState.COMPLETED),
            log -> log.trained().toMillis(),
            TimeUnit.MILLISECONDS)
        .description("completed trainings, from snapshot to result")
        .register(registry);
  }

  /** What takes a question to Kafka or a look at all datasets. */
  void measure() {
    List<MultiGauge.Row<?>> rows =
        view.all().stream()
            .limit(LABELS)
            .<MultiGauge.Row<?>>map(
                dataset ->
                    MultiGauge.Row.of(Tags.of("dataset", dataset.name()), dataset.tally().images()))
            .toList();
    datasets.register(rows, true);
    measureLive();
    lag.set(images.lag());
  }

  /** By role, so that a metric goes on when versions come and go. */
  private void measureLive() {
    List<MultiGauge.Row<?>> shares = new ArrayList<>();
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    for (Model model : models.all().stream().limit(LABELS).toList()) {
      for (Role role : Role.values()) {
        role.version(model)
            .map(version -> live.of(model.name(), version))
            .filter(numbers -> numbers.judged() > 0)
            .ifPresent(
                numbers -> {
                  Tags tags = Tags.of("model", model.name(), "role", role.code());
                  shares.add(MultiGauge.Row.of(tags, numbers.accuracy().value()));
                  counts.add(MultiGauge.Row.of(tags, numbers.judged()));
                });
      }
    }
    accuracy.register(shares, true);
    judged.register(counts, true);
  }
}
