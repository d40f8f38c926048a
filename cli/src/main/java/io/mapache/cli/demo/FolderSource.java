package io.mapache.cli.demo;

import io.mapache.cli.terminal.Output;
import java.nio.file.Path;
import java.util.Optional;

/** Images that are there already. */
record FolderSource(Path folder) implements Source {

  /** The folder's name, as far as it can stand in an address. */
  @Override
  public String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    String name = (last == null ? "" : last.toString()).replaceAll("[^A-Za-z0-9._-]+", "-");
    String stripped = name.replaceAll("^[^A-Za-z0-9]+", "");
    return stripped.isEmpty() ? "demo" : stripped.substring(0, Math.min(100, stripped.length()));
  }

  @Override
  public Optional<Integer> perClass() {
    return Optional.empty();
  }

  @Override
  public Path folder(Path cache, Output output) {
    return folder;
  }
}
