package io.mapache.cli.demo;

import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.terminal.Table;
import io.mapache.cli.training.Result;
import io.mapache.cli.training.Training;
import io.mapache.contracts.Digest;
import io.mapache.contracts.training.Candidate;
import java.util.Map;
import java.util.stream.Collectors;

/** What a demo came to, for people. */
record Report(String dataset, Training training, ServedAnswers served, Stages stages) {

  int images() {
    return training.images().values().stream().mapToInt(Integer::intValue).sum();
  }

  void print(Output output) {
    output.line("");
    output.line(
        "%s: %d images of %d classes (%s); %s"
            .formatted(
                dataset,
                images(),
                training.classes().size(),
                String.join(", ", training.classes()),
                split()));
    output.table(scores());
    output.line(training.decision().sentence());
    if (!training.decision().outcome().equals("promoted")) {
      output.line(
          "So version %d, the champion from before, still serves and is the one measured above."
              .formatted(served.version()));
    }
    output.line(
        "Served over HTTP: %d requests, %d failed%s; bundle %s"
            .formatted(served.requests(), served.failed(), retried(), bundle()));
    if (served.missing() > 0) {
      output.line(
          served.missing()
              + " test images came from elsewhere and are not among these files: not asked about.");
    }
    output.line("Seconds: " + stages.words());
    output.line("Training: " + words(training.seconds()));
  }

  private static String words(Map<String, Double> seconds) {
    return seconds.entrySet().stream()
        .filter(stage -> stage.getValue() >= 0.05)
        .map(stage -> stage.getKey() + " " + Stopwatch.words(stage.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String split() {
    return training.images().entrySet().stream()
        .filter(part -> part.getValue() > 0)
        .map(part -> part.getValue() + " " + part.getKey())
        .collect(Collectors.joining(", "));
  }

  private String bundle() {
    return served.digest() == null ? "unknown" : new Digest(served.digest()).abbreviated();
  }

  private String retried() {
    return served.retried() == 0 ? "" : ", " + served.retried() + " answered at a later try";
  }

  private Table scores() {
    Table table = new Table("", "TEST ACCURACY", "95 % INTERVAL", "IMAGES");
    training.candidate(Candidate.FROZEN).ifPresent(frozen -> row(table, "frozen base", frozen));
    training.candidate(Candidate.FINE_TUNED).ifPresent(tuned -> row(table, "fine-tuned", tuned));
    table.row(
        "served, version " + served.version(),
        Result.decimals(served.accuracy().value()),
        Result.interval(served.accuracy().low(), served.accuracy().high()),
        served.requests());
    return table;
  }

  private static void row(Table table, String name, Training.Registered candidate) {
    Training.Scores test = candidate.test();
    table.row(
        name + ", version " + candidate.version(),
        Result.decimals(test.accuracy()),
        Result.interval(test.accuracyLow(), test.accuracyHigh()),
        test.images());
  }
}
