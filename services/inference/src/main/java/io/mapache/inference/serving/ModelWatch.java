package io.mapache.inference.serving;

/**
 * Is told what happens to models. Called on the threads that do it: to be quick and not to throw.
 */
public interface ModelWatch {

  /** Other versions are wanted than before, or in other roles. */
  default void follows(ModelView view) {
    // Most watch what becomes of them.
  }

  /**
   * @param state that was just reached; Serving says that the version can answer, not that it does
   * @param view of its model, with that state in it. {@link ModelView#roleOf} is empty where no
   *     deployment asks for the version to answer
   */
  void reached(ModelState state, ModelView view);

  /** From now on requests are answered by this version, under the revision of the view. */
  void answers(ModelState.Serving champion, ModelView view);
}
