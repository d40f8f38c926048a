package io.mapache.inference.serving;

/**
 * Is told what happens to models. Called on the threads that do it: to be quick and not to throw.
 */
public interface ModelWatch {

  /**
   * @param state that was just reached
   * @param view of its model, with that state in it
   */
  void reached(ModelState state, ModelView view);
}
