package io.mapache.inference.wiring;

import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ModelWatch;
import java.util.List;

/** Tells several. */
record ModelWatches(List<ModelWatch> all) implements ModelWatch {

  @Override
  public void follows(ModelView view) {
    all.forEach(watch -> watch.follows(view));
  }

  @Override
  public void reached(ModelState state, ModelView view) {
    all.forEach(watch -> watch.reached(state, view));
  }

  @Override
  public void answers(ModelState.Serving champion, ModelView view) {
    all.forEach(watch -> watch.answers(champion, view));
  }
}
