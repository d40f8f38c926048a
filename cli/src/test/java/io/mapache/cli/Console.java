package io.mapache.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command line as the launcher would, and keeps what it says. */
public final class Console {

  private final Map<String, String> environment;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  public Console(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The exit status. */
  public int run(String... arguments) {
    CommandLine line = Mapache.commandLine(Settings.of(environment, ".", "0"));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
