package io.mapache.cli.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.http.Service;
import io.mapache.cli.label.ImageArgument;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache datasets remove}. */
@Command(
    name = "remove",
    description = "Take an image out of a dataset, with everything that was said about it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache datasets remove pets blurred.jpg --reason blurred"})
public final class RemoveCommand implements Callable<Integer> {

  @ParentCommand private DatasetsCommand datasets;
  @Mixin private Output output;

  @Parameters(index = "0", paramLabel = "DATASET")
  private String dataset;

  @Parameters(
      index = "1",
      paramLabel = "IMAGE",
      description = "The file, or its digest.",
      converter = ImageArgument.Converter.class)
  private ImageArgument image;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; recorded with the removal.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who; recorded with the removal (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.name}")
  private String by;

  @Override
  public Integer call() {
    Service ingest = Service.of(Part.INGEST, datasets.mapache().settings());
    JsonNode removed =
        ingest
            .repeat(
                ingest
                    .request(
                        "/v1/images/" + image.digest(),
                        query ->
                            query.with("dataset", dataset).with("by", by).with("reason", reason))
                    .DELETE())
            .json();
    output.line(image.digest().abbreviated() + " is no longer in " + dataset);
    output.document(removed);
    return 0;
  }
}
