package io.mapache.cli.training;

import io.mapache.cli.http.Service;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.terminal.Table;
import java.util.Locale;

/** How an ended training reads. */
public final class Result {

  private Result() {}

  /**
   * Prints the candidates, the gate's word, and where the report is.
   *
   * @param trainer who told of it
   */
  public static void print(Training training, Service trainer, Output output) {
    if (!training.completed()) {
      return;
    }
    Table table =
        new Table("CANDIDATE", "VERSION", "EPOCH", "VAL LOSS", "TEST", "95 % INTERVAL", "");
    for (Training.Registered candidate : training.candidates()) {
      boolean proposed =
          candidate.version() != null && candidate.version().equals(training.proposed());
      table.row(
          candidate.kind(),
          candidate.version(),
          candidate.epoch(),
          decimals(candidate.validation().logLoss()),
          decimals(candidate.test().accuracy()),
          interval(candidate.test().accuracyLow(), candidate.test().accuracyHigh()),
          proposed ? "proposed" : "");
    }
    output.table(table);
    if (training.decision() != null) {
      output.line(training.decision().sentence());
    }
    if (training.seconds() != null) {
      double all = training.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
      output.line("Training took " + Stopwatch.words(all) + ".");
    }
    if (training.report() != null) {
      output.line("Report: " + trainer.address(training.report()));
    }
  }

  public static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  public static String interval(double low, double high) {
    return decimals(low) + " to " + decimals(high);
  }
}
