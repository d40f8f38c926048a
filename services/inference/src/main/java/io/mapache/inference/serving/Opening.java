package io.mapache.inference.serving;

/** What becomes of a base that somebody waits for. */
sealed interface Opening {

  /** It is open, and stays so while this is told. */
  record Open() implements Opening {}

  /** There is no room, and nothing makes room for somebody who can do without. */
  record NoRoom(Facts facts) implements Opening {}

  /** It cannot be had. */
  record Refused(Refusal why) implements Opening {}
}
