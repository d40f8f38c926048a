package io.mapache.inference.serving;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Versions without a role that requests have asked for by their number. Only so many are kept: for
 * one more, the one that was used longest ago goes.
 *
 * <p>For the loader's thread alone.
 */
public final class Pins {

  private final ServingModels models;
  private final int most;
  private final LongSupplier nanos;
  private final Set<ModelVersion> pinned = new LinkedHashSet<>();

  /**
   * @param most versions that are kept
   * @param nanos as {@link System#nanoTime}
   */
  public Pins(ServingModels models, int most, LongSupplier nanos) {
    this.models = models;
    this.most = most;
    this.nanos = nanos;
  }

  Set<ModelVersion> of(String model) {
    return pinned.stream().filter(id -> id.model().equals(model)).collect(Collectors.toSet());
  }

  /** The version that goes for it, if one has to. */
  Optional<ModelVersion> add(ModelVersion id) {
    Optional<ModelVersion> going =
        pinned.contains(id) || pinned.size() < most
            ? Optional.empty()
            : pinned.stream().max(Comparator.comparingLong(this::idle));
    going.ifPresent(pinned::remove);
    pinned.add(id);
    return going;
  }

  void forget(String model) {
    pinned.removeIf(id -> id.model().equals(model));
  }

  private long idle(ModelVersion id) {
    Optional<ModelState> state = models.view(id.model()).flatMap(view -> view.state(id));
    if (state.isPresent() && state.get() instanceof ModelState.Serving serving) {
      return serving.idle(nanos.getAsLong());
    }
    return state.filter(ModelState::isOnItsWay).isPresent() ? 0 : Long.MAX_VALUE;
  }
}
