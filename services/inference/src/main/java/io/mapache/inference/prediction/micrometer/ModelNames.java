package io.mapache.inference.prediction.micrometer;

import io.mapache.inference.prediction.config.PredictionProperties;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of models that metrics tell apart: the first so many that come. A meter for each of
 * thousands would cost more than it says. Any number of threads.
 */
@Singleton
class ModelNames {

  static final String OTHER = "other";

  private final int most;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  @Inject
  ModelNames(PredictionProperties properties) {
    this(properties.namedModelsOrRefuse());
  }

  ModelNames(int most) {
    this.most = most;
  }

  /** The model's own name, or {@link #OTHER}; for ever the same of a name. */
  String of(String model) {
    if (named.contains(model)) {
      return model;
    }
    synchronized (named) {
      if (named.size() < most) {
        named.add(model);
      }
      return named.contains(model) ? model : OTHER;
    }
  }
}
