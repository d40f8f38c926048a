package io.mapache.cli.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.terminal.Output;
import java.util.ArrayList;
import java.util.List;

/** A lineage for people: from the answer down to the offsets. */
final class LineagePage {

  private final JsonNode lineage;

  LineagePage(JsonNode lineage) {
    this.lineage = lineage;
  }

  void print(Output output) {
    if (lineage.has("prediction")) {
      prediction(output, lineage.path("prediction"), lineage.path("version"));
    } else {
      version(output, lineage);
    }
    lineage.path("images").forEach(image -> output.line(image.asText()));
  }

  private void prediction(Output output, JsonNode made, JsonNode version) {
    row(output, "prediction", made.path("prediction").asText());
    row(output, "image", made.path("image").asText());
    row(
        output,
        "answer",
        made.path("label").asText() + ", " + made.path("role").asText("in some role"));
    row(output, "label", lineage.path("label").asText("none known"));
    if (version.isObject()) {
      version(output, version);
    } else {
      row(output, "version", versioned(made) + ", which nobody has registered");
    }
  }

  private static void version(Output output, JsonNode version) {
    row(output, "version", versioned(version));
    row(output, "bundle", version.path("bundle").asText());
    row(output, "base", version.path("base").asText());
    row(output, "head", version.path("head").asText());
    row(output, "weights", version.path("weights").asText("unknown: no such bundle in the store"));
    version.path("parents").forEach(parent -> row(output, "began with", named(parent)));
    if (version.path("comparedWith").isObject()) {
      row(output, "compared with", named(version.path("comparedWith")));
    }
    row(output, "training", version.path("training").asText());
    row(output, "dataset", version.path("dataset").asText());
    row(output, "manifest", version.path("manifest").asText());
    JsonNode snapshot = version.path("snapshot");
    if (snapshot.isObject()) {
      row(output, "images", pairs(snapshot.path("images")));
      row(
          output,
          "events",
          snapshot.path("topic").asText() + " before offsets " + pairs(snapshot.path("offsets")));
    } else {
      row(output, "images", "unknown: no such manifest in the store");
    }
  }

  private static String versioned(JsonNode subject) {
    return subject.path("model").asText() + "@" + subject.path("version").asText();
  }

  private static String named(JsonNode ancestor) {
    return ancestor.path("model").isTextual()
        ? versioned(ancestor)
        : "bundle " + ancestor.path("bundle").asText();
  }

  private static String pairs(JsonNode counts) {
    List<String> pairs = new ArrayList<>();
    counts.properties().forEach(pair -> pairs.add(pair.getKey() + ": " + pair.getValue().asText()));
    return String.join(", ", pairs);
  }

  private static void row(Output output, String what, String value) {
    output.line("%-14s %s".formatted(what, value));
  }
}
