package io.mapache.cli.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Settings;
import io.mapache.cli.stack.JobFolder;
import io.mapache.cli.stack.JobFolder.Content;
import io.mapache.cli.terminal.Output;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.ExportResult;
import io.mapache.contracts.training.ExportSpec;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache models export}. */
@Command(
    name = "export",
    description =
        "Write a version as one model.onnx for any other server: base and head joined, with labels,"
            + " digests and licence in its metadata. It is asked the version's golden inputs first;"
            + " a file that answers differently is not written.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache models export pets --to pets.onnx        the champion",
      "  ./mapache models export pets@3 --to pets-3.onnx    version 3"
    })
public final class ExportCommand implements Callable<Integer> {

  private static final String MAIN = "io.mapache.training.ExportJob";

  @ParentCommand private ModelsCommand models;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "MODEL[@VERSION]",
      converter = VersionArgument.Converter.class,
      description = "Which version (default: the model's champion).")
  private VersionArgument version;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "The file; one that is there is replaced.")
  private Path target;

  @Override
  public Integer call() {
    Version chosen = version.in(version.modelFrom(models.trainer()));
    ExportResult result = export(chosen);
    output.line(
        String.format(
            Locale.ROOT,
            "%s is in %s (%.1f MB): %d golden inputs are answered within %.1e.",
            chosen,
            target,
            result.bytes() / 1e6,
            result.examples(),
            result.largestDifference()));
    output.line(
        "Reads `image` (N,%d,%d,3), RGB, 0..255; answers `logits` and `probabilities` of %s."
            .formatted(
                result.imageSize(), result.imageSize(), String.join(", ", result.classes())));
    ObjectNode document = Json.mapper().valueToTree(result);
    output.document(
        document
            .put("model", chosen.model())
            .put("version", chosen.number())
            .put("bundle", chosen.bundle().hex()));
    return 0;
  }

  private ExportResult export(Version chosen) {
    Settings settings = models.mapache().settings();
    Path work = settings.home().resolve("export").resolve(chosen.bundle().abbreviated());
    ExportSpec spec =
        new ExportSpec(
            chosen.model(),
            chosen.number(),
            chosen.bundle(),
            settings.blobs(),
            work.toString(),
            target.toAbsolutePath().toString());
    return new JobFolder(settings, work)
        .run(
            MAIN,
            chosen + " was not exported",
            new Content<>(ExportSpec.FILE, spec),
            new Content<>(ExportResult.FILE, ExportResult.class),
            progress -> {});
  }
}
