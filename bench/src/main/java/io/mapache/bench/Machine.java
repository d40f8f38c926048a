package io.mapache.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a number was measured on. */
public final class Machine {

  private Machine() {}

  public static String described() throws IOException {
    return "%s (%s), %d cores, load %s, Java %s"
        .formatted(
            field(Path.of("/proc/cpuinfo"), "model name"),
            vectors(),
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

  /** The widest of the vector instructions that libraries choose their kernels by. */
  private static String vectors() throws IOException {
    List<String> flags = List.of(field(Path.of("/proc/cpuinfo"), "flags").split(" "));
    return Stream.of("avx512f", "avx2").filter(flags::contains).findFirst().orElse("no avx2");
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
