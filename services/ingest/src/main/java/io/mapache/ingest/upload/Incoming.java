package io.mapache.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Bodies on their way in, each in a file of its own: memory does not grow with senders, however
 * slow they are. Thread-safe; several processes may share the folder.
 */
public final class Incoming {

  /** Longer than any upload takes. */
  private static final Duration ABANDONED = Duration.ofHours(6);

  private final Path folder;
  private final long limit;

  /**
   * @param folder made when it is needed
   * @param limit the most bytes of one body
   */
  public Incoming(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  public long limit() {
    return limit;
  }

  /**
   * A body on the disk. Closing it removes the file.
   *
   * @param whole false if it has more bytes than the limit; then the rest was not read
   */
  record Body(Path file, long bytes, boolean whole) implements AutoCloseable {
    @Override
    public void close() throws DiskException {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new DiskException(e);
      }
    }
  }

  /**
   * @throws DiskException if it cannot be written
   * @throws IOException if it cannot be read: its sender has gone
   */
  Body receive(InputStream body) throws IOException, DiskException {
    Path file = newFile();
    boolean received = false;
    try (OutputStream out = open(file)) {
      long bytes = copy(body, out);
      received = true;
      return new Body(file, bytes, bytes <= limit);
    } finally {
      if (!received) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes what a process left behind that was killed. */
  public void removeAbandoned() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant before = Instant.now().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private long copy(InputStream body, OutputStream out) throws IOException, DiskException {
    byte[] buffer = new byte[64 << 10];
    long total = 0;
    int count;
    while (total <= limit && (count = body.read(buffer)) >= 0) {
      write(out, buffer, count);
      total += count;
    }
    return total;
  }

  private Path newFile() throws DiskException {
    try {
      Files.createDirectories(folder);
      return Files.createTempFile(folder, "upload-", "");
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private static OutputStream open(Path file) throws DiskException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int count) throws DiskException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }
}
