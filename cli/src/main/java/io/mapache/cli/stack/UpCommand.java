package io.mapache.cli.stack;

import io.mapache.cli.Mapache;
import io.mapache.cli.terminal.Output;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code mapache up}. */
@Command(
    name = "up",
    description = "Start the broker and the services; what runs already stays as it is.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ./mapache up", "  MAPACHE_INGEST_PORT=18081 ./mapache up"})
public final class UpCommand implements Callable<Integer> {

  @ParentCommand private Mapache mapache;
  @Mixin private Output output;

  @Override
  public Integer call() {
    Stack stack = new Stack(mapache.settings(), output::note);
    Set<Part> started = stack.up();
    output.line(
        started.isEmpty()
            ? "Everything ran already. Look at it: ./mapache status"
            : "Mapache runs. Look at it: ./mapache status   stop it: ./mapache down");
    output.document(StatusDocument.of(stack.states()));
    return 0;
  }
}
