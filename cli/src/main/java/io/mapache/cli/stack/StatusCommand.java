package io.mapache.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.terminal.Table;
import io.mapache.contracts.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mapache status}. */
@Command(
    name = "status",
    description =
        "Show what runs, how it is, and which models are served. Status 1: not all ready.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache status"})
public final class StatusCommand implements Callable<Integer> {

  private static final long MB = 1_000_000;

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Override
  public Integer call() {
    List<State> states = new Stack(mapache.settings(), output::note).states();
    JsonNode models = served();
    processes(states);
    models(models);
    StatusDocument processes = StatusDocument.of(states);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ready", processes.ready());
    document.put("home", mapache.settings().home().toString());
    document.put("processes", processes.processes());
    document.put("models", models);
    output.document(document);
    return processes.ready() ? 0 : 1;
  }

  private void processes(List<State> states) {
    Table table = new Table("PROCESS", "PID", "PORT", "MEMORY", "RUNS FOR", "HEALTH");
    for (State state : states) {
      table.row(
          state.part(),
          state.pid(),
          state.port(),
          state.residentBytes() == null ? null : state.residentBytes() / MB + " MB",
          state.startedAt() == null ? null : age(state.startedAt()),
          health(state));
    }
    output.table(table);
    mapache
        .settings()
        .externalKafka()
        .ifPresent(servers -> output.line("Kafka: " + servers + " (KAFKA_BOOTSTRAP_SERVERS)"));
    if (states.stream().anyMatch(state -> state.pid() == null)) {
      output.line("Start what is missing: ./mapache up");
    }
  }

  private void models(JsonNode models) {
    if (models.isEmpty()) {
      return;
    }
    Table table = new Table("MODEL", "VERSION", "STATE", "CLASSES", "BUNDLE");
    for (JsonNode model : models) {
      table.row(
          model.path("model").asText(),
          model.path("version").asText(),
          model.path("state").asText(),
          model.path("classes").size(),
          abbreviated(model.path("digest").asText()));
    }
    output.line("");
    output.table(table);
    for (JsonNode model : models) {
      if (model.hasNonNull("reason")) {
        output.line(model.path("model").asText() + " refused: " + model.path("reason").asText());
      }
    }
  }

  private JsonNode served() {
    try {
      return Service.of(Part.INFERENCE, mapache.settings()).get("/v1/models");
    } catch (Failure e) {
      return Json.mapper().createArrayNode();
    }
  }

  private static String health(State state) {
    String health = state.ready() ? "ready" : state.problem();
    return state.outdated()
        ? health + " (older build; renew: ./mapache down && ./mapache up)"
        : health;
  }

  private static String age(Instant start) {
    return Stopwatch.words(Math.max(10, Duration.between(start, Instant.now()).toSeconds()));
  }

  private static String abbreviated(String digest) {
    return digest.substring(0, Math.min(12, digest.length()));
  }
}
