package io.mapache.inference.serving;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What to do next for a model, from what there is of it. Pure: the same answer to the same. */
final class Plan {

  private Plan() {}

  /** The kinds of work. */
  enum Kind {
    /** The version serves: from now on it answers as champion. */
    ANSWER,
    /** The version is wanted, and nothing is there of it. */
    LOAD,
    /** Nobody wants the version any more. */
    RETIRE
  }

  /** One piece of work on one version. */
  record Step(Kind kind, ModelVersion id) {}

  /**
   * Empty once all is as wanted, on its way, or refused.
   *
   * @param pinned versions that requests have asked for by their number
   */
  static Optional<Step> next(ModelView view, Set<ModelVersion> pinned) {
    return due(view)
        .map(id -> new Step(Kind.ANSWER, id))
        .or(() -> champion(view).map(id -> new Step(Kind.LOAD, id)))
        .or(() -> unwanted(view, pinned).map(id -> new Step(Kind.RETIRE, id)))
        .or(() -> missing(view, pinned).map(id -> new Step(Kind.LOAD, id)));
  }

  /**
   * The wanted champion, once it serves. Where it is refused and nothing answers, as after a
   * restart, the champion before it answers, as it does on replicas that were never down.
   */
  private static Optional<ModelVersion> due(ModelView view) {
    Roster roster = view.roster();
    Optional<ModelVersion> due = roster.champion().filter(id -> view.serving(id).isPresent());
    if (due.isEmpty() && view.answering().isEmpty() && refused(view)) {
      due = roster.previous().filter(id -> view.serving(id).isPresent());
    }
    return due.filter(id -> view.answering().filter(id::equals).isEmpty());
  }

  private static boolean refused(ModelView view) {
    return view.roster()
        .champion()
        .flatMap(view::state)
        .filter(ModelState.Refused.class::isInstance)
        .isPresent();
  }

  /** A champion at rest is woken by a request, or if another one answers in its place. */
  private static Optional<ModelVersion> champion(ModelView view) {
    return view.roster()
        .champion()
        .filter(
            id ->
                view.state(id)
                    .map(
                        state ->
                            state instanceof ModelState.Resting && view.answering().isPresent())
                    .orElse(true));
  }

  private static Optional<ModelVersion> unwanted(ModelView view, Set<ModelVersion> pinned) {
    boolean withdrawn = view.roster().champion().isEmpty();
    return view.held().stream()
        .map(ModelState::id)
        .filter(
            id ->
                withdrawn
                    || view.roster().named().noneMatch(id::equals)
                        && view.answering().filter(id::equals).isEmpty()
                        && !pinned.contains(id))
        .findFirst();
  }

  /** The previous champion comes last, and not before something answers, unless it has to. */
  private static Optional<ModelVersion> missing(ModelView view, Set<ModelVersion> pinned) {
    Roster roster = view.roster();
    if (roster.champion().isEmpty()) {
      return Optional.empty();
    }
    boolean previousToo = view.answering().isPresent() || refused(view);
    return Stream.of(
            roster.atWork(),
            pinned.stream().filter(id -> id.model().equals(view.model())),
            roster.previous().filter(id -> previousToo).stream())
        .flatMap(ids -> ids)
        .filter(id -> view.state(id).isEmpty())
        .findFirst();
  }
}
