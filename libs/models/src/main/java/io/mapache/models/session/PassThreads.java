package io.mapache.models.session;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The threads that share a forward pass, and the core of each, if they are pinned. The first is the
 * one that asks for the pass, the others are ONNX Runtime's.
 *
 * <p>Linux on a virtual machine does not know a core that has halted from one that the machine
 * below has taken away. It then wakes the second thread on the core of the first, though its own is
 * idle, and there it stays, layer by layer: a pass after 20 ms of rest takes as long as on one
 * thread. Pinned, they cannot meet. Figures: docs/adr/0025.
 */
public final class PassThreads {

  private static final String ALLOWED = "Cpus_allowed_list:";

  /** Bytes of a mask for more cores than there are; Linux ignores those beyond. */
  private static final int MASK_BYTES = 1024;

  private final int count;
  private final List<Integer> cores; // one each, or none

  private PassThreads(int count, List<Integer> cores) {
    this.count = count;
    this.cores = List.copyOf(cores);
  }

  /** Wherever the system wants them. */
  public static PassThreads anywhere(int count) {
    return new PassThreads(count, List.of());
  }

  /**
   * Each on a core of its own, if there are at least two and the process has as many cores as
   * these; {@link #anywhere} otherwise. Of more cores than threads others may want the very ones
   * that would be chosen here, and of fewer there are not enough.
   */
  public static PassThreads pinned(int count) {
    return pinned(count, Path.of("/"));
  }

  /**
   * @param root of the file system that has {@code proc} and {@code sys}
   */
  static PassThreads pinned(int count, Path root) {
    List<Integer> cores = cores(root);
    return count > 1 && cores.size() == count ? new PassThreads(count, cores) : anywhere(count);
  }

  /**
   * Those that this process may run on and that are there: a virtual machine may have room for a
   * hundred that are not. None if the system does not tell.
   */
  private static List<Integer> cores(Path root) {
    try {
      List<Integer> allowed = allowed(root.resolve("proc/self/status"));
      String online = Files.readString(root.resolve("sys/devices/system/cpu/online"));
      Set<Integer> present = Set.copyOf(list(online));
      return allowed.stream().filter(present::contains).toList();
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      debug("the cores of this process are not told: " + e);
      return List.of();
    }
  }

  private static List<Integer> allowed(Path status) throws IOException {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(ALLOWED))
          .flatMap(line -> list(line.substring(ALLOWED.length())).stream())
          .toList();
    }
  }

  /**
   * @param ranges such as {@code 0-3,8}
   */
  private static List<Integer> list(String ranges) {
    return Stream.of(ranges.strip().split(",")).flatMap(range -> range(range).boxed()).toList();
  }

  /**
   * @param range such as {@code 4} or {@code 0-3}
   */
  private static IntStream range(String range) {
    String[] ends = range.split("-", 2);
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  public int count() {
    return count;
  }

  public boolean arePinned() {
    return !cores.isEmpty();
  }

  /** For the thread that will ask for passes: pins it for good, if these threads are pinned. */
  public void enterAsFirst() {
    if (!arePinned()) {
      return;
    }
    byte[] mask = new byte[MASK_BYTES];
    // Bytes of the words of a little-endian machine, as all are that ONNX Runtime is built for.
    mask[cores.get(0) / Byte.SIZE] = (byte) (1 << cores.get(0) % Byte.SIZE);
    int thisThread = 0;
    try {
      int failed =
          Function.getFunction(Platform.C_LIBRARY_NAME, "sched_setaffinity")
              .invokeInt(new Object[] {thisThread, mask.length, mask});
      if (failed != 0) {
        debug("the system does not let a thread be pinned to core " + cores.get(0));
      }
    } catch (LinkageError e) { // JNA has nothing native here, or the C library has no such call
      debug("a thread cannot be pinned here: " + e);
    }
  }

  /** For ONNX Runtime, if they are pinned: a core for each of its own threads, counted from 1. */
  String affinities() {
    return cores.stream()
        .skip(1)
        .map(core -> String.valueOf(core + 1))
        .collect(Collectors.joining(";"));
  }

  private static void debug(String message) {
    System.getLogger(PassThreads.class.getName()).log(Level.DEBUG, message);
  }

  @Override
  public String toString() {
    return arePinned() ? count + " threads on cores " + cores : count + " threads";
  }
}
