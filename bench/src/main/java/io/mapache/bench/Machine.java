package io.mapache.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a number was measured on. */
final class Machine {

  private Machine() {}

  static String described() throws IOException {
    return "%s, %d cores, load %s, Java %s"
        .formatted(
            field(Path.of("/proc/cpuinfo"), "model name"),
            Runtime.getRuntime().availableProcessors(),
            Files.isReadable(Path.of("/proc/loadavg"))
                ? Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]
                : "unknown",
            Runtime.version());
  }

  /** Highest resident memory of this process so far, in GiB. */
  static String peakMemory() throws IOException {
    String kib = field(Path.of("/proc/self/status"), "VmHWM").replaceAll("[^0-9]", "");
    return kib.isEmpty()
        ? "unknown"
        : String.format(Locale.ROOT, "%.2f GiB", Long.parseLong(kib) / 1048576.0);
  }

  private static String field(Path file, String name) throws IOException {
    if (!Files.isReadable(file)) {
      return "unknown";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
