package io.mapache.ingest.upload;

import io.mapache.imaging.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Decodes at the door, a few at once: each may need a file in memory and ten bytes for each of 50
 * million pixels. Thread-safe.
 */
public final class Decoding {

  /** The file (64 MB at most) and the pixels of the largest image that is taken. */
  private static final long BYTES_EACH = 564L << 20;

  private final Function<byte[], Decoded> decoder;
  private final Semaphore slots;
  private final Duration patience;

  /**
   * @param slots how many decode at once
   * @param patience how long an upload waits for its turn
   */
  public Decoding(Function<byte[], Decoded> decoder, int slots, Duration patience) {
    this.decoder = decoder;
    this.slots = new Semaphore(slots, true);
    this.patience = patience;
  }

  /** As many as memory and processors allow, at least one. */
  public static int slotsFor(long heapBytes, int processors) {
    return (int) Math.max(1, Math.min(processors, heapBytes / BYTES_EACH));
  }

  /**
   * Blocks for its turn and the decode.
   *
   * @return empty if its turn did not come in time
   * @throws DiskException if the file cannot be read
   */
  Optional<Decoded> of(Path file) throws DiskException {
    if (!awaitTurn()) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new DiskException(e);
    } finally {
      slots.release();
    }
  }

  private boolean awaitTurn() {
    try {
      return slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
