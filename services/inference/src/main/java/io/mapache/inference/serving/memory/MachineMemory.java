package io.mapache.inference.serving.memory;

import com.sun.management.OperatingSystemMXBean;
import io.mapache.inference.serving.Memory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the machine has left, and what the container does: less what the Java heap may still grow
 * by, and a reserve for what comes and goes with requests. Asked anew each time, so what other
 * processes take counts, too.
 */
public final class MachineMemory implements Memory {

  private static final long RESERVE = 128L << 20;

  private final Path proc;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  public MachineMemory() {
    this(Path.of("/proc"));
  }

  MachineMemory(Path proc) {
    this.proc = proc;
  }

  @Override
  public long free(long open) {
    Runtime java = Runtime.getRuntime();
    long heap = java.maxMemory() - java.totalMemory();
    return Math.min(machine(), container()) - heap - RESERVE;
  }

  /** Linux counts what its caches would give back; elsewhere there is only what lies idle. */
  private long machine() {
    return kilobytes("meminfo", "MemAvailable:").orElse(system.getFreeMemorySize());
  }

  /**
   * The JDK knows the limit of its container; the files that the kernel caches are no use of it.
   */
  private long container() {
    return system.getTotalMemorySize() - kilobytes("self/status", "VmRSS:").orElse(0);
  }

  private OptionalLong kilobytes(String file, String key) {
    try {
      return Files.readAllLines(proc.resolve(file)).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
