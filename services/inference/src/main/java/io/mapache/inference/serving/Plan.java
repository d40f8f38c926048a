package io.mapache.inference.serving;

import io.mapache.contracts.event.ModelDeployment;
import java.util.Map;
import java.util.Optional;

/** What to do next, from what is wanted and what there is. Pure: the same answer to the same. */
final class Plan {

  private Plan() {}

  /** The kinds of work. */
  enum Kind {
    /** Prepare the wanted version and put it in place. */
    LOAD,
    /** It serves already, under an older revision. */
    REAFFIRM,
    /** No version of the model is wanted. */
    WITHDRAW
  }

  /** One piece of work on one model. */
  record Step(Kind kind, ModelDeployment wanted) {}

  /** Empty once all is as wanted, or refused. Models are taken by name. */
  static Optional<Step> next(Map<String, ModelDeployment> wanted, Map<String, ModelView> views) {
    return wanted.values().stream()
        .sorted(java.util.Comparator.comparing(ModelDeployment::model))
        .flatMap(
            deployment ->
                kind(deployment, views.get(deployment.model()))
                    .map(kind -> new Step(kind, deployment))
                    .stream())
        .findFirst();
  }

  private static Optional<Kind> kind(ModelDeployment wanted, ModelView view) {
    if (wanted.champion() == null) {
      boolean there = view != null && view.current().isPresent();
      return there ? Optional.of(Kind.WITHDRAW) : Optional.empty();
    }
    ModelVersion id = ModelVersion.championOf(wanted);
    if (view != null && view.next() instanceof ModelState.Refused refused) {
      if (refused.id().revision() == id.revision()) {
        return Optional.empty();
      }
    }
    if (view == null || view.serving() == null || !view.serving().id().sameContent(id)) {
      return Optional.of(Kind.LOAD);
    }
    boolean settled = view.serving().id().equals(id) && view.next() == null;
    return settled ? Optional.empty() : Optional.of(Kind.REAFFIRM);
  }
}
