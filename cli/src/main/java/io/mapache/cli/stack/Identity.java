package io.mapache.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells our processes from others. Process numbers are used again after a restart of the machine,
 * and nobody wants the wrong program killed: each process of ours carries its part and its home in
 * its command line.
 */
final class Identity {

  private static final Path PROC = Path.of("/proc");

  private final Path home;

  Identity(Path home) {
    this.home = home;
  }

  /** What a part's command line has to hold. The keys are not Mapache's settings, on purpose. */
  List<String> marks(Part part) {
    return List.of("-Drun.part=" + part.word(), "-Drun.home=" + home);
  }

  /**
   * A killed process that nobody waited for has no command line any more, so it is none of ours.
   */
  boolean is(Part part, long pid) {
    return commandLine(pid).containsAll(marks(part));
  }

  private static List<String> commandLine(long pid) {
    Path file = PROC.resolve(pid + "/cmdline");
    if (Files.exists(PROC.resolve("self"))) {
      try {
        return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
      } catch (IOException e) {
        return List.of();
      }
    }
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().arguments())
        .map(List::of)
        .orElse(List.of());
  }
}
