package io.mapache.inference.serving.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.serving.Facts;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version of a model, as it is told over HTTP. What is not known yet is left out.
 *
 * @param revision of the deployment that the model follows
 * @param digest of the bundle
 * @param role in which it answers, or would; left out for one that is only at hand
 * @param since when it began to answer as champion
 * @param next of the version that answers: the one that is wanted instead of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelAnswer(
    String model,
    long revision,
    int version,
    String digest,
    String base,
    ServingRole role,
    String state,
    String reason,
    Instant since,
    List<String> classes,
    Integer imageSize,
    ModelAnswer next) {

  /** All versions of a model, what answers first. */
  static Stream<ModelAnswer> all(ModelView view) {
    return view.states().stream().map(state -> of(view, state, null));
  }

  /** What answers, with what is to come; empty if nothing does or will. */
  static Optional<ModelAnswer> current(ModelView view) {
    return view.current()
        .map(
            current ->
                of(
                    view,
                    current,
                    view.next()
                        .filter(next -> next != current)
                        .map(next -> of(view, next, null))
                        .orElse(null)));
  }

  private static ModelAnswer of(ModelView view, ModelState state, ModelAnswer next) {
    return new ModelAnswer(
        state.id().model(),
        view.roster().revision(),
        state.id().version(),
        state.id().bundle().hex(),
        state.facts().map(Facts::base).map(Object::toString).orElse(null),
        view.roleOf(state.id()).orElse(null),
        state.name(),
        state.reason().orElse(null),
        view.since().filter(at -> view.serving().filter(state::equals).isPresent()).orElse(null),
        state.facts().map(Facts::classes).orElse(null),
        state.facts().map(Facts::imageSize).orElse(null),
        next);
  }
}
