package io.mapache.training.process;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mapache.contracts.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one training: what its stages leave behind, so that another start goes on from
 * there. Held by one process at a time; the system frees the hold when the process dies.
 */
public final class WorkFolder implements Closeable {

  private static final long RETRY_MILLIS = 50;

  private final Path folder;
  private final FileChannel lock;

  private WorkFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, making it if need be.
   *
   * @param wait how long a predecessor may take to end
   * @throws JobEnd if another process holds it for longer, or the job is cancelled meanwhile
   */
  public static WorkFolder take(Path folder, Duration wait, Cancellation cancellation)
      throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long end = System.nanoTime() + wait.toNanos();
      while (!locked(channel)) {
        cancellation.check();
        if (System.nanoTime() > end) {
          throw JobEnd.resources(
              "work folder %s: another training job has held it for %d s. Wait for it to end, or end it."
                  .formatted(folder, wait.toSeconds()));
        }
        pause();
      }
      return new WorkFolder(folder, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by another job in this JVM
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobEnd.cancelled("interrupted while waiting for the work folder");
    }
  }

  public Path path() {
    return folder;
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Bytes that may still be written here. */
  public long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  public boolean has(String name) {
    return Files.exists(file(name));
  }

  /** Writes whole or not at all; survives a crash once it returns. */
  public void write(String name, byte[] content) throws IOException {
    Path temporary = file(name + ".tmp");
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    replace(temporary, name);
  }

  /** Puts a finished file in the place of another, atomically. */
  public void replace(Path finished, String name) throws IOException {
    Files.move(
        finished, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    // A rename is durable once its folder is.
    try (FileChannel directory =
        FileChannel.open(file(name).getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  public void writeJson(String name, Object value) throws IOException {
    write(name, Json.bytes(value));
  }

  /** What an earlier run left, or empty. */
  public <T> Optional<T> readJson(String name, Class<T> type) throws IOException {
    if (!has(name)) {
      return Optional.empty();
    }
    return Optional.of(Json.read(Files.readAllBytes(file(name)), type));
  }

  /** The same for a map of numbers, in the order of the file. */
  public Map<String, Double> readNumbers(String name) throws IOException {
    return has(name)
        ? Json.mapper().readValue(file(name).toFile(), new TypeReference<>() {})
        : Map.of();
  }

  /** Removes a file, or a folder with all that is in it. */
  public void delete(String name) throws IOException {
    Path start = file(name);
    if (!Files.exists(start)) {
      return;
    }
    try (Stream<Path> all = Files.walk(start)) {
      all.sorted(Comparator.reverseOrder()).forEach(WorkFolder::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
