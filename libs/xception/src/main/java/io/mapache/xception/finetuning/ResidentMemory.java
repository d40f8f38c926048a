package io.mapache.xception.finetuning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What this process takes of the machine's memory. The heap of the JVM does not show it: nearly all
 * of a fine-tuning lives in libtorch.
 */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** Resident bytes now; empty where there is no {@code /proc}. */
  public static OptionalLong now() {
    return field("VmRSS:");
  }

  /**
   * Resident bytes now without those of mapped files, which the system takes back at need; empty
   * where there is no {@code /proc}.
   */
  public static OptionalLong own() {
    return field("RssAnon:");
  }

  /** The most resident bytes so far; empty where there is no {@code /proc}. */
  public static OptionalLong peak() {
    return field("VmHWM:");
  }

  /** Lines look like {@code VmHWM: 12345 kB}. */
  private static OptionalLong field(String name) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
