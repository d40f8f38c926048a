package io.mapache.training.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What computed: results repeat themselves on the same kind of it alone. */
final class Machine {

  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  /** The CPU's name where the system tells it, else its architecture. */
  static String cpu() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(CPUS)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(CPUS, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }

  static String java() {
    return "%s on %s".formatted(Runtime.version(), System.getProperty("os.name"));
  }
}
