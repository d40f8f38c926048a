package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waits until a part is ready, as long as it lives. */
final class Wait {

  private static final double LIMIT_SECONDS = 120;
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final int TAIL_LINES = 12;

  private final Path home;
  private final RunFiles runFiles;
  private final Readiness readiness = new Readiness();

  Wait(Path home) {
    this.home = home;
    this.runFiles = new RunFiles(home);
  }

  /**
   * How long it took since it was started, in words.
   *
   * @throws Failure if it ends, or is not ready in two minutes
   */
  String forReady(Running running) {
    Stopwatch watch = Stopwatch.started();
    Part part = running.part();
    Optional<String> problem = readiness.problem(part, running.port());
    while (problem.isPresent()) {
      if (runFiles.alive(part).isEmpty()) {
        throw died(part);
      }
      if (watch.seconds() > LIMIT_SECONDS) {
        throw new Failure(
            "%s runs, but is not ready after %s: %s. Its log: %s"
                .formatted(
                    part.word(),
                    Stopwatch.words(watch.seconds()),
                    problem.get(),
                    LogFile.of(home, part).path()));
      }
      pause();
      problem = readiness.problem(part, running.port());
    }
    return Stopwatch.words(
        Duration.between(running.startedAt(), Instant.now()).toMillis() / 1000.0);
  }

  Failure died(Part part) {
    LogFile log = LogFile.of(home, part);
    List<String> tail;
    try {
      tail = log.tail(TAIL_LINES);
    } catch (IOException e) {
      tail = List.of("(" + e + ")");
    }
    return new Failure(
        "%s ended before it was ready. The end of its log, %s:%n  %s"
            .formatted(part.word(), log.path(), String.join("\n  ", tail)));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while waiting. What was started stays: ./mapache down", e);
    }
  }
}
