package io.mapache.cli.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What can be changed in a definition; the trainer says what it does not take. */
final class DefinitionOptions {

  /** A choice that is made, or left as it is. */
  enum Switch {
    ON,
    OFF
  }

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description = "What was labelled OLD counts as NEW; two old labels with one new one merge.")
  private Map<String, String> renames = Map.of();

  @Option(names = "--forget-rename", paramLabel = "OLD", description = "OLD is called OLD again.")
  private List<String> forgotten = List.of();

  @Option(
      names = "--allow",
      paramLabel = "LABEL",
      description =
          "Only labels that are named like this count (repeat it); takes the place of the earlier"
              + " list.")
  private List<String> labels = List.of();

  @Option(names = "--allow-all", description = "Every label counts.")
  private boolean allLabels;

  @Option(
      names = "--source-rank",
      split = ",",
      paramLabel = "SOURCE",
      description = "Best first: where sources disagree, the best that has spoken wins.")
  private List<String> sources = List.of();

  @Option(
      names = "--no-source-rank",
      description = "Where sources disagree, the image is left out.")
  private boolean noSources;

  @Option(
      names = "--shares",
      split = ",",
      paramLabel = "SHARE",
      description = "Train, validation, test and, if there are four, audit; their sum is 1.")
  private List<Double> shares = List.of();

  @Option(names = "--trigger", paramLabel = "on|off", description = "Whether it trains unasked.")
  private Switch trigger;

  @Option(
      names = "--min-per-class",
      paramLabel = "N",
      description = "Images of a class before it is trained for the first time.")
  private Integer minPerClass;

  @Option(
      names = "--min-new",
      paramLabel = "N",
      description = "New images before the next training; 0: 50 or 5 %%, whichever is more.")
  private Integer minNew;

  @Option(
      names = "--cooldown",
      paramLabel = "SECONDS",
      description = "At least so long after a training.")
  private Long cooldown;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "So long after a training whatever has come; 0: no schedule.")
  private Long every;

  @Option(
      names = "--auto",
      paramLabel = "on|off",
      description = "Whether a version that passes the gate is promoted without being asked for.")
  private Switch auto;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "The model that gets the new versions.")
  private String model;

  /** The definition with what the options say. */
  ObjectNode applied(JsonNode definition) {
    ObjectNode changed = definition.deepCopy();
    if (!renames.isEmpty() || !forgotten.isEmpty()) {
      ObjectNode names = changed.withObjectProperty("renames");
      forgotten.forEach(names::remove);
      renames.forEach(names::put);
    }
    list(changed, "labels", labels, allLabels);
    list(changed, "sources", sources, noSources);
    if (!shares.isEmpty()) {
      shares(changed);
    }
    if (auto != null) {
      changed.put("auto", auto == Switch.ON);
    }
    if (model != null) {
      changed.put("model", model);
    }
    trigger(changed);
    return changed;
  }

  private void shares(ObjectNode changed) {
    List<String> splits = List.of("train", "validation", "test", "audit");
    ObjectNode node = changed.putObject("shares");
    for (int i = 0; i < splits.size(); i++) {
      node.put(splits.get(i), i < shares.size() ? shares.get(i) : 0);
    }
  }

  private void trigger(ObjectNode changed) {
    if (trigger != null) {
      changed.withObjectProperty("trigger").put("enabled", trigger == Switch.ON);
    }
    number(changed, "minPerClass", minPerClass);
    number(changed, "minNew", minNew);
    number(changed, "cooldownSeconds", cooldown);
    number(changed, "scheduleSeconds", every);
  }

  private static void number(ObjectNode changed, String key, Number value) {
    if (value != null) {
      changed.withObjectProperty("trigger").put(key, value.longValue());
    }
  }

  private static void list(ObjectNode changed, String key, List<String> texts, boolean none) {
    if (none || !texts.isEmpty()) {
      changed.remove(key);
      texts.forEach(changed.putArray(key)::add);
    }
  }
}
