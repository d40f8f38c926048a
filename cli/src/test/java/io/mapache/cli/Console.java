package io.mapache.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command line as the launcher would, and keeps what it says. */
public final class Console {

  private final Map<String, String> environment;
  private final String root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  public Console(Map<String, String> environment) {
    this(environment, Path.of("."));
  }

  /**
   * @param root the checkout, with what was built in it
   */
  public Console(Map<String, String> environment, Path root) {
    this.environment = environment;
    this.root = root.toString();
  }

  /** The exit status. */
  public int run(String... arguments) {
    CommandLine line = Mapache.commandLine(Settings.of(environment, root, "0"));
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
