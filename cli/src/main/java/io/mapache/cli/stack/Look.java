package io.mapache.cli.stack;

import io.mapache.cli.Settings;
import java.util.Optional;

/** Finds out how a part is. */
final class Look {

  private final Ports ports;
  private final RunFiles runFiles;
  private final Installation installation;
  private final Readiness readiness = new Readiness();

  Look(Settings settings) {
    this.ports = Ports.of(settings);
    this.runFiles = new RunFiles(settings.home());
    this.installation = new Installation(settings.root());
  }

  State at(Part part) {
    int port = ports.of(part);
    Optional<Running> alive = runFiles.alive(part);
    if (alive.isEmpty()) {
      return new State(part, null, port, null, null, "not running", false);
    }
    Running running = alive.get();
    return new State(
        part,
        running.pid(),
        port,
        running.startedAt(),
        Memory.residentBytes(running.pid()).orElse(null),
        readiness.problem(part, port).orElse(null),
        installation.builtAt(part).isAfter(running.build()));
  }
}
