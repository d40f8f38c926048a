package io.mapache.cli.models;

import picocli.CommandLine.Option;

/** Who overrules the gate, and why: both are recorded. */
final class Overruling {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; recorded with the change.")
  private String reason;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who; recorded with the change (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.name}")
  private String by;

  String reason() {
    return reason;
  }

  String by() {
    return by;
  }
}
