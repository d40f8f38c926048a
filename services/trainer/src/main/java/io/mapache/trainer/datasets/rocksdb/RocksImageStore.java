package io.mapache.trainer.datasets.rocksdb;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mapache.contracts.Json;
import io.mapache.trainer.datasets.ImageKey;
import io.mapache.trainer.datasets.ImageState;
import io.mapache.trainer.datasets.ImageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The states in RocksDB. States and positions go in one synchronous write batch, so they agree
 * after any crash.
 *
 * <p>Owns the database. Everything that touches native memory holds the shared side of a lock whose
 * other side closing takes, so nothing is used after it was freed; a frozen moment holds it until
 * it is closed.
 */
public final class RocksImageStore implements ImageStore, AutoCloseable {

  private static final TypeReference<TreeMap<Integer, Long>> POSITIONS = new TypeReference<>() {};

  private final Database database;
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
  private volatile Map<Integer, Long> positions;
  private boolean closed;

  private RocksImageStore(Database database) throws RocksDBException {
    this.database = database;
    this.positions = Map.copyOf(positions(database.positions()));
  }

  /**
   * Opens the store in this folder, which is made when missing. What cannot be read (damaged, or
   * written by another version) is deleted: the topic has it all.
   *
   * @throws IOException if the folder cannot be used, for example because another trainer does
   */
  public static RocksImageStore open(java.nio.file.Path folder) throws IOException {
    Database database = Database.open(folder);
    try {
      return new RocksImageStore(database);
    } catch (RocksDBException e) {
      database.close();
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Map<Integer, Long> positions() {
    return positions;
  }

  @Override
  public Optional<ImageState> find(ImageKey key) {
    return shared(
        () ->
            Optional.ofNullable(database.image(Keys.of(key)))
                .map(json -> Json.read(json, ImageState.class)));
  }

  @Override
  public void write(Map<ImageKey, Optional<ImageState>> changes, Map<Integer, Long> next) {
    TreeMap<Integer, Long> merged = new TreeMap<>(positions);
    merged.putAll(next);
    shared(
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<ImageKey, Optional<ImageState>> change : changes.entrySet()) {
              byte[] key = Keys.of(change.getKey());
              if (change.getValue().isPresent()) {
                database.putImage(batch, key, Json.bytes(change.getValue().get()));
              } else {
                database.deleteImage(batch, key);
              }
            }
            database.putPositions(batch, Json.bytes(merged));
            database.write(batch);
          }
          return null;
        });
    positions = Map.copyOf(merged);
  }

  @Override
  public void clear() {
    shared(
        () -> {
          database.clear();
          return null;
        });
    positions = Map.of();
  }

  @Override
  public Frozen freeze() {
    lifetime.readLock().lock();
    try {
      requireOpen();
      return new RocksFrozen(database.snapshot(), lifetime.readLock());
    } catch (RuntimeException e) {
      lifetime.readLock().unlock();
      throw e;
    }
  }

  /** Waits for what is frozen. */
  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        database.close();
      }
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  static Map<Integer, Long> positions(byte[] json) {
    try {
      return json == null ? Map.of() : Json.mapper().readValue(json, POSITIONS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T shared(NativeCall<T> call) {
    lifetime.readLock().lock();
    try {
      requireOpen();
      return call.run();
    } catch (RocksDBException e) {
      throw new UncheckedIOException(
          new IOException("the view's store: " + e.getMessage() + ". Is the disk full?", e));
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the view's store is closed");
    }
  }

  private interface NativeCall<T> {
    T run() throws RocksDBException;
  }
}
