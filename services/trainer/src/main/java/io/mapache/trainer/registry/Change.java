package io.mapache.trainer.registry;

/** What became of an operator's wish. */
public sealed interface Change {

  record Done(Model model) implements Change {}

  /** The model or version does not exist. */
  record Unknown(String sentence) implements Change {}

  /** It exists and cannot be done. */
  record Refused(String sentence) implements Change {}

  /** It cannot be meant. */
  record Invalid(String sentence) implements Change {}
}
