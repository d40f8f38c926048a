package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Stopwatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Stops the parts that run: asks, waits, and after a while insists. */
final class Stop {

  /** Longer than any part needs: the trainer waits for its job's last words, the broker flushes. */
  private static final double GRACE_SECONDS = 20;

  private static final double FORCE_SECONDS = 10;
  private static final long PAUSE_MILLIS = 50;

  private final RunFiles runFiles;
  private final Consumer<String> tell;

  Stop(Path home, Consumer<String> tell) {
    this.runFiles = new RunFiles(home);
    this.tell = tell;
  }

  Set<Part> all() {
    Set<Part> stopped = EnumSet.noneOf(Part.class);
    List<Part> lastStartedFirst = new ArrayList<>(List.of(Part.values()));
    Collections.reverse(lastStartedFirst);
    for (Part part : lastStartedFirst) {
      if (stop(part)) {
        stopped.add(part);
      }
      runFiles.remove(part);
    }
    return stopped;
  }

  /** False if it did not run. */
  private boolean stop(Part part) {
    Stopwatch watch = Stopwatch.started();
    Optional<ProcessHandle> process =
        runFiles.alive(part).flatMap(running -> ProcessHandle.of(running.pid()));
    if (process.isEmpty()) {
      return false;
    }
    process.get().destroy();
    boolean asked = gone(part, GRACE_SECONDS);
    if (!asked) {
      process.get().destroyForcibly();
      if (!gone(part, FORCE_SECONDS)) {
        throw new Failure(
            "%s, process %d, does not end, not even by force"
                .formatted(part.word(), process.get().pid()));
      }
    }
    tell.accept(
        "%-10s stopped%s in %s"
            .formatted(part.word(), asked ? "" : " by force", Stopwatch.words(watch.seconds())));
    return true;
  }

  private boolean gone(Part part, double seconds) {
    Stopwatch watch = Stopwatch.started();
    while (runFiles.alive(part).isPresent()) {
      if (watch.seconds() > seconds) {
        return false;
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
