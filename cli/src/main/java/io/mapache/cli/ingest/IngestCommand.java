package io.mapache.cli.ingest;

import io.mapache.cli.Failure;
import io.mapache.cli.Mapache;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.stack.Part;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Progress;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.terminal.Table;
import io.mapache.contracts.Name;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code mapache ingest}. */
@Command(
    name = "ingest",
    description =
        "Send a folder of images, one folder per label, into a dataset. Files that are no whole"
            + " images are refused and listed; the rest goes in.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache ingest photos --dataset pets"})
public final class IngestCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Holds one folder of images per label.")
  private Path folder;

  @Option(
      names = {"-d", "--dataset"},
      required = true,
      paramLabel = "NAME",
      description = "Made by its first image.")
  private String dataset;

  @Option(
      names = "--limit-per-class",
      paramLabel = "N",
      description =
          "At most N files of each label: always the same ones, drawn by the hash of their"
              + " content.")
  private Integer limit;

  @Option(
      names = "--split-file",
      paramLabel = "CSV",
      description = "Lines 'name,split' that fix the split (train, validation, test) of files.")
  private Path splitFile;

  @Override
  public Integer call() {
    checkUsage();
    Stopwatch watch = Stopwatch.started();
    LabelledFolder found = LabelledFolder.scan(folder);
    List<LabelledFile> files = limit == null ? found.files() : limited(found.files());
    SplitFile splits = splitFile == null ? SplitFile.none() : SplitFile.read(splitFile);
    Service ingest = Service.of(Part.INGEST, mapache.settings());
    Uploads uploads = new Uploads(ingest, dataset, splits, Patience.A_MINUTE);
    Summary summary;
    try (Progress progress = output.progress("ingest", "files", files.size())) {
      summary = uploads.bring(files, progress);
    } catch (Failure e) {
      throw new Failure(
          e.getMessage() + " Then run the same command again: what went in is not stored twice.",
          e);
    }
    print(found, summary);
    output.document(document(files.size(), found, summary, watch.seconds()));
    return 0;
  }

  private void checkUsage() {
    try {
      Name.identifier("--dataset", dataset);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (limit != null && limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit-per-class: " + limit + " (expected: at least 1)");
    }
  }

  private List<LabelledFile> limited(List<LabelledFile> files) {
    return Selection.limited(Selection.read(files), limit).stream()
        .map(Selection.Read::file)
        .toList();
  }

  private void print(LabelledFolder found, Summary summary) {
    if (!summary.refused().isEmpty()) {
      Table table = new Table("REFUSED", "REASON", "BECAUSE");
      summary.refused().forEach(no -> table.row(no.file(), no.reason(), no.detail()));
      output.table(table);
    }
    if (!found.leftAside().isEmpty()) {
      output.line("Left aside: " + String.join(", ", found.leftAside()));
    }
    output.line(dataset + ": " + summary.words());
  }

  private Map<String, Object> document(
      int files, LabelledFolder found, Summary summary, double seconds) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dataset", dataset);
    document.put("files", files);
    document.put("stored", summary.stored());
    document.put("duplicate", summary.duplicates());
    document.put("refused", summary.refused());
    document.put("refusedByReason", summary.byReason());
    document.put("leftAside", found.leftAside());
    document.put("seconds", seconds);
    return document;
  }
}
