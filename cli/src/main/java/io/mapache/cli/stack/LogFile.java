package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** {@code $MAPACHE_HOME/logs/PART.log}: what a part's process wrote. */
record LogFile(Path path) {

  /** At a start, a file above this size becomes {@code PART.log.1}. */
  private static final long KEEP_BYTES = 20L << 20;

  private static final int TAIL_BYTES = 256 << 10;

  static LogFile of(Path home, Part part) {
    return new LogFile(home.resolve("logs").resolve(part.word() + ".log"));
  }

  /** Makes the folder, and a new file where the old one is long. */
  void prepare() {
    try {
      Files.createDirectories(path.getParent());
      if (Files.exists(path) && Files.size(path) > KEEP_BYTES) {
        Files.move(
            path,
            path.resolveSibling(path.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new Failure("cannot prepare " + path + " (" + e + "). Is MAPACHE_HOME writable?", e);
    }
  }

  long size() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** The last lines, at most 256 KiB of them; nothing if the file is missing. */
  List<String> tail(int lines) throws IOException {
    byte[] end = from(Math.max(0, size() - TAIL_BYTES));
    List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /** What was written from that byte on. */
  byte[] from(long position) throws IOException {
    if (size() <= position) {
      return new byte[0];
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(position);
      byte[] rest = new byte[(int) Math.min(file.length() - position, 16L << 20)];
      file.readFully(rest);
      return rest;
    }
  }
}
