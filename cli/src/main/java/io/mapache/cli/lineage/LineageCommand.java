package io.mapache.cli.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache lineage}. */
@Command(
    name = "lineage",
    description = "Tell where a version, or the answer to a request, comes from.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache lineage pets",
      "  ./mapache lineage pets@3 --json --images",
      "  ./mapache lineage 4f2c8a52-5d2b-4f0e-9b1f-0b7d7f6c0c11"
    })
public final class LineageCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "MODEL[@VERSION]|PREDICTION",
      description = "A model's version (default: its champion), or the id of a prediction.")
  private String subject;

  @Option(names = "--images", description = "With the digests of the snapshot's images.")
  private boolean images;

  @Override
  public Integer call() {
    Service trainer = Service.of(Part.TRAINER, mapache.settings());
    JsonNode lineage = lineage(trainer);
    new LineagePage(lineage).print(output);
    output.document(lineage);
    return 0;
  }

  private JsonNode lineage(Service trainer) {
    int at = subject.lastIndexOf('@');
    if (at > 0) {
      return version(trainer, subject.substring(0, at), subject.substring(at + 1));
    }
    Answer model = trainer.answer("/v1/models/" + Service.encoded(subject), Patience.NONE);
    if (model.isOk() && model.json().path("champion").isInt()) {
      return version(trainer, subject, model.json().path("champion").asText());
    }
    Answer prediction =
        trainer.answer(path("/v1/predictions/" + Service.encoded(subject)), Patience.NONE);
    if (prediction.status() == 404) {
      throw new Failure(
          "'%s' is neither a model with a champion nor a prediction that is known: %s"
              .formatted(subject, prediction.problem()));
    }
    if (!prediction.isOk()) {
      throw new Failure("trainer: " + prediction.problem());
    }
    return prediction.json();
  }

  private JsonNode version(Service trainer, String model, String version) {
    return trainer.get(
        path(
            "/v1/models/%s/versions/%s"
                .formatted(Service.encoded(model), Service.encoded(version))));
  }

  private String path(String of) {
    return of + "/lineage" + (images ? "?images=true" : "");
  }
}
