package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts the parts that do not run. */
final class Start {

  private final Settings settings;
  private final Ports ports;
  private final RunFiles runFiles;
  private final Wait wait;
  private final Consumer<String> tell;

  Start(Settings settings, Consumer<String> tell) {
    this.settings = settings;
    this.ports = Ports.of(settings);
    this.runFiles = new RunFiles(settings.home());
    this.wait = new Wait(settings.home());
    this.tell = tell;
  }

  Set<Part> all(List<Part> parts) {
    parts.forEach(this::check);
    Set<Part> started = EnumSet.noneOf(Part.class);
    for (Part part : parts) {
      if (runFiles.alive(part).isEmpty()) {
        start(part);
        started.add(part);
      }
      if (part == Part.KAFKA) {
        // Services do without for a while, but it fills their logs with failed connections.
        await(part, started);
      }
    }
    parts.stream().filter(Part::isService).forEach(part -> await(part, started));
    return started;
  }

  /** All that can be known before anything is started. */
  private void check(Part part) {
    Optional<Running> alive = runFiles.alive(part);
    if (alive.isPresent()) {
      samePort(part, alive.get().port());
      return;
    }
    Launch.of(part, settings, ports);
    requireFree(part, ports.of(part));
    if (part == Part.KAFKA) {
      requireFree(part, ports.controller());
    }
  }

  private void samePort(Part part, int port) {
    int asked = settings.askedPort(part).orElse(port);
    if (asked != port) {
      throw new Failure(
          "%s runs on port %d, and %s asks for %d. Stop it first: ./mapache down"
              .formatted(part.word(), port, part.portVariable(), asked));
    }
  }

  private static void requireFree(Part part, int port) {
    if (!Readiness.free(port)) {
      throw new Failure(
          ("port %d, for %s, is in use by another program, or by a Mapache with another"
                  + " MAPACHE_HOME. Stop it, or choose another port: %s=%d ./mapache up")
              .formatted(port, part.word(), part.portVariable(), part.defaultPort() + 10_000));
    }
  }

  private void start(Part part) {
    Launch launch = Launch.of(part, settings, ports);
    LogFile log = LogFile.of(settings.home(), part);
    log.prepare();
    ProcessBuilder process =
        new ProcessBuilder(launch.command())
            .directory(settings.home().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    process.environment().putAll(launch.environment());
    try {
      Instant build = new Installation(settings.root()).builtAt(part);
      long pid = process.start().pid();
      runFiles.write(new Running(part, pid, ports.of(part), Instant.now(), build));
    } catch (IOException e) {
      throw new Failure(part.word() + " cannot be started (" + e.getMessage() + ")", e);
    }
  }

  private void await(Part part, Set<Part> started) {
    Running running = runFiles.alive(part).orElseThrow(() -> wait.died(part));
    String ready = wait.forReady(running);
    tell.accept(
        "%-10s %s, port %d, process %d"
            .formatted(
                part.word(),
                started.contains(part) ? "started, ready after " + ready : "runs already",
                running.port(),
                running.pid()));
  }
}
