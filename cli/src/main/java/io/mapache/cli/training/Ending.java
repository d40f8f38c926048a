package io.mapache.cli.training;

/** Why a training has no result, in a sentence. */
public final class Ending {

  private Ending() {}

  public static String of(Training training) {
    String cause = training.cause() == null ? "" : ": " + training.cause();
    String exit = training.exit() == null ? "" : " (" + training.exit() + ")";
    String verb = training.state().equals("cancelled") ? " was " : " has ";
    return "training " + training.training() + verb + training.state() + exit + cause;
  }
}
