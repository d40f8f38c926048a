package io.mapache.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mapache.cli.Mapache;
import io.mapache.contracts.Json;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command speaks. Results go to standard output: lines for people, or with {@code --json}
 * one document and nothing else. What goes on meanwhile goes to standard error, for both.
 */
public final class Output {

  @Option(names = "--json", description = "One JSON document on standard output, nothing else.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private boolean documented;

  /** The output of a command that has one. */
  public static Optional<Output> ofCommand(CommandSpec command) {
    return command.mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(Output.class::isInstance)
        .map(Output.class::cast)
        .findFirst();
  }

  public boolean json() {
    return json;
  }

  /** A line of the result, for people. */
  public void line(String text) {
    if (!json) {
      out().println(text);
      out().flush();
    }
  }

  public void table(Table table) {
    table.lines().forEach(this::line);
  }

  /** What goes on, or went wrong on the way. */
  public void note(String text) {
    PrintWriter err = command.commandLine().getErr();
    err.println(text);
    err.flush();
  }

  /** The result, for programs. */
  public void document(Object value) {
    if (!json) {
      return;
    }
    try {
      out().println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    out().flush();
    documented = true;
  }

  public void documentUnlessWritten(Object value) {
    if (!documented) {
      document(value);
    }
  }

  /**
   * Something that takes long.
   *
   * @param total in {@code unit}s; 0 if nobody knows
   */
  public Progress progress(String title, String unit, long total) {
    int columns = ((Mapache) command.root().userObject()).settings().columns();
    PrintWriter err = command.commandLine().getErr();
    return columns > 0
        ? new Bar(err, columns, title, unit, total, Stopwatch.started())
        : new PlainLines(err, title, unit, total, Stopwatch.started());
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
