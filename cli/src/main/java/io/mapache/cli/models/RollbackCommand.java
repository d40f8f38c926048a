package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache rollback}. */
@Command(
    name = "rollback",
    description = "Make an earlier version the champion again.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache rollback pets --reason 'wrong on black cats'"})
public final class RollbackCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;
  @Mixin private Overruling overruling;

  @Parameters(paramLabel = "MODEL")
  private String model;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "Which one (default: the champion before this one).")
  private Integer to;

  @Override
  public Integer call() {
    Map<String, Object> wish = new LinkedHashMap<>();
    if (to != null) {
      wish.put("to", to);
    }
    wish.put("by", overruling.by());
    wish.put("reason", overruling.reason());
    JsonNode changed =
        Service.of(Part.TRAINER, mapache.settings())
            .post("/v1/models/" + Service.encoded(model) + "/rollback", wish)
            .json();
    output.line(model + ": version " + changed.path("champion").asText() + " is the champion.");
    output.document(changed);
    return 0;
  }
}
