package io.mapache.cli.label;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Query;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache label}. */
@Command(
    name = "label",
    description =
        "Label one image, or correct its label. A later word of a source replaces its earlier one.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./mapache label cat.jpg --dataset pets --label cat",
      "  ./mapache label cat.jpg --dataset pets --label lynx --source ann --correction"
    })
public final class LabelCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "IMAGE",
      description = "A file; or the digest of an image that was sent before.",
      converter = ImageArgument.Converter.class)
  private ImageArgument image;

  @Option(
      names = {"-d", "--dataset"},
      required = true,
      paramLabel = "NAME",
      description = "Made by its first image.")
  private String dataset;

  @ArgGroup(multiplicity = "1")
  private Word word;

  /** What is said about the image. */
  static final class Word {
    @Option(
        names = {"-l", "--label"},
        required = true,
        paramLabel = "LABEL",
        description = "What it shows.")
    private String label;

    @Option(names = "--withdraw", required = true, description = "Take the source's label back.")
    private boolean withdraw;
  }

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Who says so (default: ${DEFAULT-VALUE}).",
      defaultValue = "cli")
  private String source;

  @Option(names = "--correction", description = "Wins over what other sources say.")
  private boolean correction;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Images of one group share a split: photographs of one animal, say.")
  private String group;

  @Override
  public Integer call() {
    Service ingest = Service.of(Part.INGEST, mapache.settings());
    JsonNode answer = ingest.repeat(word.withdraw ? withdrawal(ingest) : labelling(ingest)).json();
    output.line(
        word.withdraw
            ? "%s: %s says nothing any more in %s"
                .formatted(image.digest().abbreviated(), source, dataset)
            : "%s: %s in %s, says %s"
                .formatted(
                    image.digest().abbreviated(), answer.path("label").asText(), dataset, source));
    output.document(answer);
    return 0;
  }

  private HttpRequest.Builder withdrawal(Service ingest) {
    return ingest
        .request(
            "/v1/images/" + image.digest() + "/label",
            query -> query.with("dataset", dataset).with("source", source))
        .DELETE();
  }

  private HttpRequest.Builder labelling(Service ingest) {
    String path = image.file().isPresent() ? "/v1/images" : "/v1/images/" + image.digest();
    return ingest
        .request(path, this::said)
        .header("Content-Type", "application/octet-stream")
        .POST(image.file().map(LabelCommand::bytes).orElseGet(HttpRequest.BodyPublishers::noBody));
  }

  private Query said(Query query) {
    return query
        .with("dataset", dataset)
        .with("label", word.label)
        .with("name", image.file().map(file -> file.getFileName().toString()).orElse(null))
        .with("source", source)
        .with("group", group)
        .with("correction", correction ? true : null);
  }

  private static HttpRequest.BodyPublisher bytes(Path file) {
    try {
      return HttpRequest.BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }
}
