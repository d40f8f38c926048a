package io.mapache.inference.serving.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mapache.inference.serving.Facts;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import java.util.List;
import java.util.stream.Stream;

/**
 * A version of a model, as it is told over HTTP. What is not known yet is left out.
 *
 * @param digest of the bundle
 * @param next of the version that answers: the one that is wanted instead of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelAnswer(
    String model,
    long revision,
    int version,
    String digest,
    String base,
    String state,
    String reason,
    List<String> classes,
    Integer imageSize,
    ModelAnswer next) {

  /** All versions of a model, what serves first. */
  static Stream<ModelAnswer> all(ModelView view) {
    return view.states().stream().map(state -> of(state, null));
  }

  /** What answers, with what is to come. */
  static ModelAnswer current(ModelView view, ModelState current) {
    boolean other = view.next() != null && view.next() != current;
    return of(current, other ? of(view.next(), null) : null);
  }

  private static ModelAnswer of(ModelState state, ModelAnswer next) {
    return new ModelAnswer(
        state.id().model(),
        state.id().revision(),
        state.id().version(),
        state.id().bundle().hex(),
        state.facts().map(Facts::base).map(Object::toString).orElse(null),
        state.name(),
        state.reason().orElse(null),
        state.facts().map(Facts::classes).orElse(null),
        state.facts().map(Facts::imageSize).orElse(null),
        next);
  }
}
