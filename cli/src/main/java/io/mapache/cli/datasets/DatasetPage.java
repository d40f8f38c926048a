package io.mapache.cli.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;

/** One dataset, for people: its classes, its rules, and when it is trained next. */
final class DatasetPage {

  /** A line names at most so many labels. */
  private static final int NAMED = 4;

  private DatasetPage() {}

  /**
   * @param dataset as {@code GET /v1/datasets/NAME} answers
   */
  static void print(JsonNode dataset, Output output) {
    output.line(
        "%s: %s images; %s left out because sources disagree, %d because their label is not allowed"
            .formatted(
                dataset.path("dataset").asText(),
                dataset.path("images").asText(),
                dataset.path("conflicts").asText(),
                sum(dataset.path("excluded"))));
    if (!dataset.path("excluded").isEmpty()) {
      output.line("Labels that are not allowed: " + counts(dataset.path("excluded")));
    }
    if (!dataset.path("classes").isEmpty()) {
      output.table(classes(dataset));
    }
    rules(dataset.path("definition"), output);
    output.line("Next training " + dataset.path("nextTraining").asText());
  }

  private static Table classes(JsonNode dataset) {
    Table table = new Table("CLASS", "IMAGES", "TRAIN", "VAL", "TEST", "AUDIT");
    dataset
        .path("classes")
        .properties()
        .forEach(
            one -> {
              JsonNode splits = dataset.path("classSplits").path(one.getKey());
              table.row(
                  one.getKey(),
                  one.getValue().asText(),
                  splits.path("train").asText("0"),
                  splits.path("validation").asText("0"),
                  splits.path("test").asText("0"),
                  splits.path("audit").asText("0"));
            });
    return table;
  }

  private static void rules(JsonNode definition, Output output) {
    definition
        .path("renames")
        .properties()
        .forEach(
            rename ->
                output.line("%s is %s now".formatted(rename.getKey(), rename.getValue().asText())));
    list(definition.path("labels"), "Allowed labels: ", output);
    list(definition.path("sources"), "Sources, best first: ", output);
    if (!definition.path("auto").asBoolean(true)) {
      output.line("A version that passes the gate waits for ./mapache promote");
    }
  }

  private static void list(JsonNode texts, String title, Output output) {
    List<String> words = new ArrayList<>();
    texts.forEach(text -> words.add(text.asText()));
    if (!words.isEmpty()) {
      output.line(title + String.join(", ", words));
    }
  }

  /** {@code cats 600, dogs 600}, the first few of many. */
  static String counts(JsonNode counts) {
    List<String> words = new ArrayList<>();
    counts.properties().forEach(e -> words.add(e.getKey() + " " + e.getValue().asText()));
    int shown = Math.min(words.size(), NAMED);
    String more = words.size() > shown ? " and " + (words.size() - shown) + " more" : "";
    return String.join(", ", words.subList(0, shown)) + more;
  }

  static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.asInt();
    }
    return sum;
  }
}
