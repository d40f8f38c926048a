package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import io.mapache.cli.Mapache;
import io.mapache.cli.terminal.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mapache logs}. */
@Command(
    name = "logs",
    description = "Show what a process wrote.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache logs trainer -f"})
public final class LogsCommand implements Callable<Integer> {

  private static final long PAUSE_MILLIS = 300;

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Parameters(paramLabel = "PROCESS", description = "${COMPLETION-CANDIDATES}.")
  private Part part;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "40",
      description = "The last N lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogFile log = LogFile.of(mapache.settings().home(), part);
    if (!Files.exists(log.path())) {
      throw new Failure(part.word() + " has no log yet (" + log.path() + "): was it ever started?");
    }
    long position = log.size();
    List<String> tail = log.tail(lines);
    tail.forEach(output::line);
    output.document(Map.of("process", part.word(), "file", log.path().toString(), "lines", tail));
    while (follow && !output.json()) {
      Thread.sleep(PAUSE_MILLIS);
      // A file that has become shorter is a new one.
      position = Math.min(position, log.size());
      byte[] news = log.from(position);
      position += news.length;
      new String(news, StandardCharsets.UTF_8).lines().forEach(output::line);
    }
    return 0;
  }
}
