package io.mapache.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache promote}. */
@Command(
    name = "promote",
    description = "Make a registered version the champion, whatever the gate said.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache promote pets 3 --reason 'checked by hand'"})
public final class PromoteCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;
  @Mixin private Overruling overruling;

  @Parameters(index = "0", paramLabel = "MODEL")
  private String model;

  @Parameters(index = "1", paramLabel = "VERSION")
  private int version;

  @Override
  public Integer call() {
    JsonNode changed =
        Service.of(Part.TRAINER, mapache.settings())
            .post(
                "/v1/models/" + Service.encoded(model) + "/promote",
                Map.of("version", version, "by", overruling.by(), "reason", overruling.reason()))
            .json();
    output.line(model + ": version " + version + " is the champion.");
    output.document(changed);
    return 0;
  }
}
