package io.mapache.trainer.registry;

/** What the gate says to a candidate. The reason holds the numbers that decided. */
public sealed interface Decision {

  String reason();

  record Promote(String reason) implements Decision {}

  record Reject(String reason) implements Decision {}

  /** Neither: the version waits for an operator. */
  record Hold(String reason) implements Decision {}
}
