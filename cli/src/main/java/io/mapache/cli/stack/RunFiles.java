package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code $MAPACHE_HOME/run/PART.json}: which process a part is, on which port. */
final class RunFiles {

  private final Path folder;
  private final Identity identity;

  RunFiles(Path home) {
    this.folder = home.resolve("run");
    this.identity = new Identity(home);
  }

  /**
   * The part's process, if it is alive. A file whose process is gone, or whose number now belongs
   * to another program, means that the part does not run.
   */
  Optional<Running> alive(Part part) {
    return noted(part).filter(running -> identity.is(part, running.pid()));
  }

  void write(Running running) {
    Path file = file(running.part());
    Path draft = folder.resolve(running.part().word() + ".draft");
    try {
      Files.createDirectories(folder);
      Files.write(draft, Json.bytes(running));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure("cannot write " + file + " (" + e + "). Is MAPACHE_HOME writable?", e);
    }
  }

  void remove(Part part) {
    try {
      Files.deleteIfExists(file(part));
    } catch (IOException e) {
      throw new Failure("cannot remove " + file(part) + " (" + e + ")", e);
    }
  }

  private Optional<Running> noted(Part part) {
    try {
      return Optional.of(Json.read(Files.readAllBytes(file(part)), Running.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Failure("cannot read " + file(part) + " (" + e + ")", e);
    } catch (UncheckedIOException e) {
      // Not ours, or damaged by a full disk: the part counts as not running; its port will tell.
      return Optional.empty();
    }
  }

  private Path file(Part part) {
    return folder.resolve(part.word() + ".json");
  }
}
