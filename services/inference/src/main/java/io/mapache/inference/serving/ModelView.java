package io.mapache.inference.serving;

import io.mapache.contracts.event.ServingRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that there is of one model at one moment.
 *
 * @param roster what is wanted
 * @param answering the version that answers as champion: that of the roster, or, until that serves,
 *     the one before; empty if nothing does. Its state is Serving
 * @param since when that began to answer; empty if nothing does
 * @param held a state for each version that is served, on its way, at rest, or refused
 * @param leaving what still has requests to end
 */
public record ModelView(
    String model,
    Roster roster,
    Optional<ModelVersion> answering,
    Optional<Instant> since,
    List<ModelState> held,
    List<ModelState.Draining> leaving) {

  public ModelView {
    held = List.copyOf(held);
    leaving = List.copyOf(leaving);
  }

  static ModelView empty(String model) {
    return new ModelView(
        model, Roster.NONE, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  /** What was refused is tried again under a newer revision. */
  ModelView follow(Roster newer) {
    return new ModelView(
        model,
        newer,
        answering,
        since,
        without(held, state -> state instanceof ModelState.Refused),
        leaving);
  }

  /** In the place of the state that its version had, if any. */
  ModelView with(ModelState state) {
    List<ModelState> states = without(held, other -> other.id().equals(state.id()));
    return new ModelView(model, roster, answering, since, plus(states, state), leaving);
  }

  ModelView without(ModelVersion id) {
    Optional<ModelVersion> stays = answering.filter(other -> !other.equals(id));
    return new ModelView(
        model,
        roster,
        stays,
        stays.flatMap(other -> since),
        without(held, state -> state.id().equals(id)),
        leaving);
  }

  /** From now on this one answers; the one before is still held. */
  ModelView answering(ModelVersion id, Instant now) {
    return new ModelView(model, roster, Optional.of(id), Optional.of(now), held, leaving);
  }

  /** It answers no more, and is loaded again when it is asked for. */
  ModelView resting(ModelState.Resting state) {
    ModelView without = without(state.id());
    return new ModelView(
        model,
        roster,
        without.answering,
        without.since,
        plus(without.held, state),
        without.leaving);
  }

  ModelView leaving(ModelState.Draining state) {
    return new ModelView(model, roster, answering, since, held, plus(leaving, state));
  }

  ModelView gone(ModelState.Draining state) {
    return new ModelView(
        model, roster, answering, since, held, without(leaving, other -> other == state));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  private static <T> List<T> without(List<T> list, Predicate<T> unwanted) {
    return list.stream().filter(unwanted.negate()).toList();
  }

  boolean isEmpty() {
    return roster.champion().isEmpty() && held.isEmpty() && leaving.isEmpty();
  }

  public Optional<ModelState> state(ModelVersion id) {
    for (ModelState state : held) {
      if (state.id().equals(id)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /** The version if it can answer. */
  Optional<ModelState.Serving> serving(ModelVersion id) {
    return state(id)
        .filter(ModelState.Serving.class::isInstance)
        .map(ModelState.Serving.class::cast);
  }

  /** What answers as champion. */
  public Optional<ModelState.Serving> serving() {
    return answering.flatMap(this::serving);
  }

  /** The champion that is wanted, as long as it is not the one that answers. */
  public Optional<ModelState> next() {
    return roster
        .champion()
        .filter(champion -> answering.filter(champion::equals).isEmpty())
        .flatMap(this::state);
  }

  /** What answers as champion, else what will, or will not. */
  public Optional<ModelState> current() {
    return serving().<ModelState>map(state -> state).or(this::next);
  }

  /** All versions, what answers first. */
  public List<ModelState> states() {
    Optional<ModelState.Serving> first = serving();
    return Stream.of(
            first.stream(),
            held.stream().filter(state -> !first.equals(Optional.of(state))),
            leaving.stream())
        .<ModelState>flatMap(states -> states)
        .toList();
  }

  /**
   * In which role a version answers, or would; empty for one that is only at hand: the previous
   * champion, or one that requests ask for by its number.
   */
  public Optional<ServingRole> roleOf(ModelVersion id) {
    return answering.filter(id::equals).isPresent()
        ? Optional.of(ServingRole.CHAMPION)
        : roster.roleOf(id);
  }
}
