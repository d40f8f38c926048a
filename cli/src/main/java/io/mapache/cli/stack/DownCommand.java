package io.mapache.cli.stack;

import io.mapache.cli.Mapache;
import io.mapache.cli.terminal.Output;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mapache down}. */
@Command(
    name = "down",
    description = "Stop the services and the broker; images, models and running trainings stay.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache down"})
public final class DownCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Override
  public Integer call() {
    Set<Part> stopped = new Stack(mapache.settings(), output::note).down();
    output.line(
        stopped.isEmpty() ? "Nothing ran." : "Stopped. All state is kept in " + home() + ".");
    output.document(Map.of("stopped", stopped.stream().map(Part::word).toList()));
    return 0;
  }

  private String home() {
    return mapache.settings().home().toString();
  }
}
