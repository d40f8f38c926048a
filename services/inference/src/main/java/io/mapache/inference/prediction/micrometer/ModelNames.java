package io.mapache.inference.prediction.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of models that metrics tell apart: the first so many that are asked. A meter for each
 * of thousands would cost more than it says. Any number of threads.
 */
final class ModelNames {

  static final String OTHER = "other";

  private final int most;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  ModelNames(int most) {
    this.most = most;
  }

  /** The model's own name, or {@link #OTHER}; for ever the same of a name. */
  String of(String model) {
    if (named.contains(model)) {
      return model;
    }
    synchronized (named) {
      return named.size() < most && named.add(model) || named.contains(model) ? model : OTHER;
    }
  }
}
