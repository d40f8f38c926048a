package io.mapache.inference.serving;

import java.util.concurrent.CompletionStage;

/** Where versions are asked for that do not serve. */
public interface Demand {

  /**
   * Has a version loaded, unless it is on its way already. Returns at once.
   *
   * @return completes when it serves, or when it is clear that it will not
   */
  CompletionStage<Void> open(ModelVersion id);
}
