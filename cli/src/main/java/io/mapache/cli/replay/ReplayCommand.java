package io.mapache.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Service;
import io.mapache.cli.models.Version;
import io.mapache.cli.models.VersionArgument;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.terminal.Table;
import io.mapache.cli.training.Phases;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.ReplayResult;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache replay}. */
@Command(
    name = "replay",
    description =
        "Train a version again from its manifest, recipe and base, on this machine, and compare:"
            + " status 0 if the result is the same to the last bit, 1 if not. Nothing is"
            + " published.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache replay pets          the champion",
      "  ./mapache replay pets@3        version 3"
    })
public final class ReplayCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "MODEL[@VERSION]",
      converter = VersionArgument.Converter.class,
      description = "Which version (default: the model's champion).")
  private VersionArgument version;

  @Override
  public Integer call() {
    JsonNode model = version.modelFrom(Service.of(Part.TRAINER, mapache.settings()));
    Version chosen = version.in(model);
    Replayed replayed = Replayed.of(model, chosen);
    output.note("replay of %s, %s".formatted(chosen, chosen.kind()));
    ReplayResult result = replay(replayed);
    print(chosen, result);
    ObjectNode document = Json.mapper().valueToTree(result);
    output.document(
        document
            .put("model", chosen.model())
            .put("version", chosen.number())
            .put("identical", result.identical()));
    return result.identical() ? 0 : 1;
  }

  private ReplayResult replay(Replayed replayed) {
    try (Phases phases = new Phases(output)) {
      ReplayResult result = new ReplayProcess(mapache.settings()).replay(replayed, phases);
      phases.whole();
      return result;
    }
  }

  private void print(Version replayed, ReplayResult result) {
    double seconds = result.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
    if (result.identical()) {
      output.line(
          "%s is identical: head %s, base %s. Training took %s."
              .formatted(
                  replayed,
                  result.head().abbreviated(),
                  result.base().abbreviated(),
                  Stopwatch.words(seconds)));
      return;
    }
    Table table = new Table("", "VERSION", "TRAINED AGAIN");
    table.row("head", result.head().abbreviated(), result.replayedHead().abbreviated());
    table.row("base", result.base().abbreviated(), result.replayedBase().abbreviated());
    output.table(table);
    output.line(
        String.format(
            Locale.ROOT,
            "%s is not identical: numbers of the head differ by up to %.2g. Likely cause: %s.",
            replayed,
            result.largestDifference(),
            result.likelyCause()));
  }
}
