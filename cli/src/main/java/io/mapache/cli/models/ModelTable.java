package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import io.mapache.cli.training.Result;

/** The versions of models, as the trainer tells of them. */
final class ModelTable {

  private static final int BUNDLE_DIGITS = 12;

  private final Table table =
      new Table(
          "MODEL",
          "VERSION",
          "STATE",
          "KIND",
          "TEST",
          "VAL LOSS",
          "LIVE",
          "JUDGED",
          "BUNDLE",
          "REGISTERED");

  void add(JsonNode model) {
    for (JsonNode version : model.path("versions")) {
      String bundle = version.path("bundle").asText();
      table.row(
          model.path("model").asText(),
          version.path("version").asText(),
          state(model, version),
          version.path("kind").asText(),
          decimals(version.path("accuracy")),
          decimals(version.path("logLoss")),
          decimals(version.at("/live/accuracy")),
          version.at("/live/judged").asText("-"),
          bundle.substring(0, Math.min(BUNDLE_DIGITS, bundle.length())),
          version.path("registeredAt").asText("-").replaceAll("\\.[0-9]+Z$", "Z"));
    }
  }

  private static String state(JsonNode model, JsonNode version) {
    String state = version.path("state").asText();
    return state.equals("canary")
        ? "canary, " + model.at("/canary/percent").asText() + " %"
        : state;
  }

  void print(Output output) {
    output.table(table);
  }

  private static String decimals(JsonNode number) {
    return number.isNumber() ? Result.decimals(number.asDouble()) : null;
  }
}
