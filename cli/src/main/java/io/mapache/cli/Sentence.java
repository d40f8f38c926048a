package io.mapache.cli;

import io.mapache.cli.terminal.Output;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command that failed leaves behind: one sentence, and for programs one document. */
final class Sentence implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (!(e instanceof Failure)) {
      e.printStackTrace(command.getErr());
    }
    String sentence = e instanceof Failure ? e.getMessage() : "this is a bug: " + e;
    command.getErr().println("mapache: " + sentence);
    Output.ofCommand(command.getCommandSpec())
        .ifPresent(output -> output.documentUnlessWritten(Map.of("error", sentence)));
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
