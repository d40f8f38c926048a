package io.mapache.inference.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that there is of one model at one moment.
 *
 * @param serving what answers now; null if nothing does
 * @param next what is on its way, or was refused; null if the last one arrived
 * @param leaving what still has requests to end
 */
public record ModelView(
    String model, ModelState.Serving serving, ModelState next, List<ModelState.Draining> leaving) {

  public ModelView {
    leaving = List.copyOf(leaving);
  }

  static ModelView empty(String model) {
    return new ModelView(model, null, null, List.of());
  }

  ModelView next(ModelState state) {
    return new ModelView(model, serving, state, leaving);
  }

  /** The new one serves, and nothing is on its way any more. */
  ModelView serving(ModelState.Serving state) {
    return new ModelView(model, state, null, leaving);
  }

  ModelView leaving(ModelState.Draining state) {
    List<ModelState.Draining> more = new ArrayList<>(leaving);
    more.add(state);
    return new ModelView(model, serving, next, more);
  }

  ModelView gone(ModelState.Draining state) {
    return new ModelView(
        model, serving, next, leaving.stream().filter(other -> other != state).toList());
  }

  boolean isEmpty() {
    return serving == null && next == null && leaving.isEmpty();
  }

  /** What answers, else what will, or will not. */
  public Optional<ModelState> current() {
    return Optional.ofNullable(serving != null ? serving : next);
  }

  /** All versions, what serves first. */
  public List<ModelState> states() {
    List<ModelState> states = new ArrayList<>();
    if (serving != null) {
      states.add(serving);
    }
    if (next != null) {
      states.add(next);
    }
    states.addAll(leaving);
    return states;
  }
}
