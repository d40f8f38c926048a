package io.mapache.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mapache.models.graph.TinyBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassThreadsTest {

  private static final String ALLOWED = "Cpus_allowed_list:\t";
  private static final Path THIS_THREAD = Path.of("/proc/thread-self");
  private static final Path TASKS = Path.of("/proc/self/task");

  @TempDir Path folder;

  @Test
  void eachHasACoreOfItsOwnIfTheProcessHasExactlySoMany() throws IOException {
    assertThat(PassThreads.pinned(2, allowed("0-1"))).hasToString("2 threads on cores [0, 1]");
    assertThat(PassThreads.pinned(4, allowed("3,8-9,12")))
        .hasToString("4 threads on cores [3, 8, 9, 12]");
  }

  @Test
  void onnxRuntimeCountsCoresFromOneAndDoesNotPinTheThreadThatAsks() throws IOException {
    assertThat(PassThreads.pinned(4, allowed("3,8-9,12")).affinities()).isEqualTo("9;10;13");
  }

  @Test
  void theyAreAnywhereIfTheProcessHasMoreCoresOrFewer() throws IOException {
    assertThat(PassThreads.pinned(2, allowed("0-3")).arePinned()).isFalse();
    assertThat(PassThreads.pinned(2, allowed("0")).arePinned()).isFalse();
  }

  @Test
  void coresThatAreNotThereDoNotCount() throws IOException {
    assertThat(PassThreads.pinned(2, system("0-127", "0-1")))
        .hasToString("2 threads on cores [0, 1]");
    assertThat(PassThreads.pinned(4, system("0-3", "0,2")).arePinned()).isFalse();
  }

  @Test
  void oneThreadNeedsNoCoreOfItsOwn() throws IOException {
    assertThat(PassThreads.pinned(1, allowed("0")).arePinned()).isFalse();
  }

  @Test
  void theyAreAnywhereIfTheSystemDoesNotTellItsCores() throws IOException {
    assertThat(PassThreads.pinned(2, folder.resolve("no-such-folder")).arePinned()).isFalse();
    assertThat(PassThreads.pinned(2, allowed("all of them")).arePinned()).isFalse();
  }

  @Test
  void whoEntersAsFirstStaysOnTheFirstCoreAndNoOtherThreadDoes() throws Exception {
    List<Integer> two = twoCores();
    PassThreads pinned = PassThreads.pinned(2, allowed(joined(two)));
    CompletableFuture<List<Integer>> cores = new CompletableFuture<>();
    Thread first =
        new Thread(
            () -> {
              pinned.enterAsFirst();
              cores.complete(coresOf(THIS_THREAD));
            });
    first.start();

    assertThat(cores.get(10, TimeUnit.SECONDS)).containsExactly(two.get(0));
    assertThat(coresOf(THIS_THREAD)).containsAll(two);
  }

  @Test
  void aSessionHasItsThreadsOnTheOtherCores() throws IOException {
    List<Integer> two = twoCores();
    Path file = TinyBase.write(folder.resolve("base.onnx"));
    BaseSession.load(file, 2).close(); // starts what ONNX Runtime has for all sessions
    Set<Path> before = tasks();

    try (BaseSession base = BaseSession.load(file, PassThreads.pinned(2, allowed(joined(two))))) {
      // A thread pins itself once it runs, which nobody waits for.
      await().until(() -> startedSince(before).map(this::coresOf).toList(), has(two.get(1)));
    }
  }

  private static Predicate<List<List<Integer>>> has(int core) {
    return cores -> cores.contains(List.of(core));
  }

  private static Stream<Path> startedSince(Set<Path> before) throws IOException {
    return tasks().stream().filter(task -> !before.contains(task));
  }

  private List<Integer> twoCores() {
    assumeTrue(Files.isDirectory(TASKS), "no Linux");
    List<Integer> cores = coresOf(THIS_THREAD);
    assumeTrue(cores.size() > 1, "one core alone");
    return cores.subList(0, 2);
  }

  private static String joined(List<Integer> cores) {
    return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** A system whose processes have those cores, of 16. */
  private Path allowed(String cores) throws IOException {
    return system(cores, "0-15");
  }

  private Path system(String allowed, String online) throws IOException {
    Path status = folder.resolve("proc/self/status");
    Path cpus = folder.resolve("sys/devices/system/cpu/online");
    Files.createDirectories(status.getParent());
    Files.createDirectories(cpus.getParent());
    Files.writeString(status, "Name:\tjava\n" + ALLOWED + allowed + "\n");
    Files.writeString(cpus, online + "\n");
    return folder;
  }

  private static Set<Path> tasks() throws IOException {
    try (Stream<Path> tasks = Files.list(TASKS)) {
      return tasks.collect(Collectors.toSet());
    }
  }

  /** Told by the kernel; none of a thread that has ended. */
  private List<Integer> coresOf(Path task) {
    try (Stream<String> lines = Files.lines(task.resolve("status"))) {
      String ranges = lines.filter(line -> line.startsWith(ALLOWED)).findFirst().orElse("");
      return Stream.of(ranges.substring(ALLOWED.length()).split(","))
          .map(range -> range.split("-"))
          .flatMap(
              ends ->
                  IntStream.rangeClosed(
                          Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                      .boxed())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
