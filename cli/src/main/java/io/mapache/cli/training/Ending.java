package io.mapache.cli.training;

/** Why a training has no result, in a sentence. */
public final class Ending {

  private Ending() {}

  public static String of(Training training) {
    String cause = training.cause() == null ? "" : ": " + training.cause();
    String exit = training.exit() == null ? "" : " (" + training.exit() + ")";
    return "training " + training.training() + " has " + training.state() + exit + cause;
  }
}
