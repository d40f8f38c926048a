package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.terminal.Output;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mapache models shadow}. */
@Command(
    name = "shadow",
    description = "Have a version answer every request for the record alone.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache models shadow pets 3 --reason 'how would it do?'",
      "  ./mapache models shadow pets end --reason 'seen enough'"
    })
public final class ShadowCommand implements Callable<Integer> {

  @ParentCommand private ModelsCommand models;
  @Mixin private Output output;
  @Mixin private Overruling overruling;
  @Mixin private Beside beside;

  @Override
  public Integer call() {
    JsonNode changed = beside.change(models.trainer(), "shadow", new LinkedHashMap<>(), overruling);
    output.line(
        beside.ends()
            ? beside.model() + ": no shadow any more."
            : "%s: version %s answers for the record alone."
                .formatted(beside.model(), changed.path("shadow").asText()));
    output.document(changed);
    return 0;
  }
}
