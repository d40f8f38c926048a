package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import io.mapache.cli.training.Result;

/** The versions of models, as the trainer tells of them. */
final class ModelTable {

  private static final int BUNDLE_DIGITS = 12;

  private final Table table =
      new Table("MODEL", "VERSION", "STATE", "KIND", "TEST", "VAL LOSS", "BUNDLE", "REGISTERED");

  void add(JsonNode model) {
    for (JsonNode version : model.path("versions")) {
      String bundle = version.path("bundle").asText();
      table.row(
          model.path("model").asText(),
          version.path("version").asText(),
          version.path("state").asText(),
          version.path("kind").asText(),
          decimals(version.path("accuracy")),
          decimals(version.path("logLoss")),
          bundle.substring(0, Math.min(BUNDLE_DIGITS, bundle.length())),
          version.path("registeredAt").asText("-").replaceAll("\\.[0-9]+Z$", "Z"));
    }
  }

  void print(Output output) {
    output.table(table);
  }

  private static String decimals(JsonNode number) {
    return number.isNumber() ? Result.decimals(number.asDouble()) : null;
  }
}
