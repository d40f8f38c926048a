package io.mapache.training.features;

import io.mapache.contracts.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All features of a machine, within a limit on the disk: {@code <base>/<variant>/}, a folder for
 * each {@link FeatureStore}, and {@code bases/}, the graphs that they come from. What does not fit
 * goes by age: first everything of the base that was used longest ago, there the variant that was
 * used longest ago. All of it can be computed again.
 *
 * <p>A store that is in use stays, in whichever process, so a single training larger than the limit
 * still ends; and so does a graph that was used within a day. Rows that are mapped stay readable
 * even when their store goes (POSIX). Going is crash-safe: a folder is renamed first, then deleted,
 * by the next who makes room if need be. Any number of threads and processes.
 */
public final class FeatureFolders {

  /** What features take at most unless told otherwise: those of 2.4 million images. */
  public static final long MOST_BYTES = 20_000_000_000L;

  private static final String BASES = "bases";

  /** Its time says when. Not the locked file: to set a file's time is to open and close it. */
  private static final String USED = ".used";

  private static final String IN_USE = ".in-use";
  private static final String DROPPED = "dropped-";
  private static final Duration GRAPHS_STAY = Duration.ofDays(1);

  /**
   * Stores in use by this JVM, and how often. Locks belong to a process, and end when it closes the
   * file anywhere: so only the first use opens it, and only the last closes it.
   */
  private static final Map<Path, Holder> HELD = new HashMap<>();

  private final Path home;
  private final long mostBytes;

  /** With {@link #MOST_BYTES}, or half of what the disk can give if that is less. */
  public FeatureFolders(Path home) throws IOException {
    this(home, Math.min(MOST_BYTES, half(home)));
  }

  public FeatureFolders(Path home, long mostBytes) {
    this.home = home.toAbsolutePath();
    this.mostBytes = mostBytes;
  }

  private static long half(Path home) throws IOException {
    Files.createDirectories(home);
    return (Files.getFileStore(home).getUsableSpace() + bytes(home)) / 2;
  }

  private static final class Holder {
    private final FileChannel channel;
    private int uses;

    private Holder(FileChannel channel) {
      this.channel = channel;
    }
  }

  /** The folder of a store; it stays until closed. */
  public record Use(Path folder) implements Closeable {

    @Override
    public void close() throws IOException {
      synchronized (HELD) {
        Holder holder = HELD.get(folder);
        if (--holder.uses == 0) {
          HELD.remove(folder);
          holder.channel.close();
        }
      }
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  /** Nobody begins to use a store while another process looks whether somebody does. */
  private <T> T alone(Work<T> work) throws IOException {
    synchronized (HELD) {
      Files.createDirectories(home);
      try (FileChannel channel = writable(home.resolve("folders.lock"));
          FileLock held = channel.lock()) {
        return work.run();
      }
    }
  }

  private static FileChannel writable(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Begins to use the features of one base and variant. */
  public Use use(Digest base, Variant variant) throws IOException {
    Path folder = home.resolve(base.hex()).resolve(variant.key());
    return alone(
        () -> {
          Files.createDirectories(folder);
          Holder holder = HELD.get(folder);
          if (holder == null) {
            holder = new Holder(writable(folder.resolve(IN_USE)));
            holder.channel.lock(0, Long.MAX_VALUE, true);
            HELD.put(folder, holder);
          }
          holder.uses++;
          stamp(folder.resolve(USED));
          return new Use(folder);
        });
  }

  /** Says that a graph in {@code bases/} is used now. */
  static void graphUsed(Path graph) throws IOException {
    stamp(stampOf(graph));
  }

  /** Beside the graph: a graph whose own time changes would have to be digested again. */
  private static Path stampOf(Path graph) {
    return graph.resolveSibling(graph.getFileName() + USED);
  }

  private static void stamp(Path used) throws IOException {
    if (!Files.exists(used)) {
      Files.write(used, new byte[0]);
    }
    Files.setLastModifiedTime(used, FileTime.from(Instant.now()));
  }

  /**
   * Drops what was used longest ago until so many bytes more fit, or nothing is left that may go.
   */
  public void makeRoom(long more) throws IOException {
    alone(
        () -> {
          List<Kept> all = kept();
          long bytes = more + all.stream().mapToLong(Kept::bytes).sum();
          for (Kept oldest : all) {
            if (bytes <= mostBytes) {
              break;
            }
            if (drop(oldest)) {
              bytes -= oldest.bytes();
            }
          }
          for (Path dropped : children(home, path -> name(path).startsWith(DROPPED))) {
            delete(dropped);
          }
          return null;
        });
  }

  /**
   * A store or a graph.
   *
   * @param group last use of anything of the same base
   */
  private record Kept(Path path, long bytes, Instant used, Instant group, boolean graph) {}

  /** Longest unused first. */
  private List<Kept> kept() throws IOException {
    List<Kept> all = new ArrayList<>();
    for (Path base : children(home, path -> name(path).matches("[0-9a-f]{64}"))) {
      List<Path> stores = children(base, Files::isDirectory);
      Instant group = Instant.MIN;
      for (Path store : stores) {
        Instant used = time(store.resolve(USED), store);
        group = used.isAfter(group) ? used : group;
      }
      for (Path store : stores) {
        all.add(new Kept(store, bytes(store), time(store.resolve(USED), store), group, false));
      }
    }
    for (Path graph : children(home.resolve(BASES), path -> name(path).endsWith(".onnx"))) {
      Instant used = time(stampOf(graph), graph);
      all.add(new Kept(graph, Files.size(graph), used, used, true));
    }
    all.sort(Comparator.comparing(Kept::group).thenComparing(Kept::used));
    return all;
  }

  private boolean drop(Kept kept) throws IOException {
    if (kept.graph()) {
      if (kept.used().isAfter(Instant.now().minus(GRAPHS_STAY))) {
        return false;
      }
      Files.deleteIfExists(stampOf(kept.path()));
      Files.delete(kept.path());
      return true;
    }
    if (inUse(kept.path())) {
      return false;
    }
    Path dropped = home.resolve(DROPPED + UUID.randomUUID());
    Files.move(kept.path(), dropped, StandardCopyOption.ATOMIC_MOVE);
    if (children(kept.path().getParent(), path -> true).isEmpty()) {
      Files.delete(kept.path().getParent());
    }
    return true;
  }

  private static boolean inUse(Path store) throws IOException {
    if (HELD.containsKey(store)) {
      return true;
    }
    try (FileChannel channel = writable(store.resolve(IN_USE));
        FileLock free = channel.tryLock()) {
      return free == null;
    }
  }

  private static Instant time(Path stamp, Path otherwise) throws IOException {
    return Files.getLastModifiedTime(Files.exists(stamp) ? stamp : otherwise).toInstant();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> children(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(wanted).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
