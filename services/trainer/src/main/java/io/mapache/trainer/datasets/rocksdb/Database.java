package io.mapache.trainer.datasets.rocksdb;

import io.mapache.trainer.rocksdb.Rocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;

/** Where the view's states and positions stand in its RocksDB. */
final class Database implements AutoCloseable {

  /** Changes when keys or values are written differently; another one means a new folder. */
  private static final String LAYOUT = "1";

  private static final byte[] POSITIONS_KEY = "positions".getBytes(StandardCharsets.US_ASCII);

  /** Keys begin with the name of a dataset, which is ASCII. */
  private static final byte[] FIRST_KEY = {};

  private static final byte[] AFTER_LAST_KEY = {(byte) 0xff};

  private final Rocks rocks;

  private Database(Rocks rocks) {
    this.rocks = rocks;
  }

  static Database open(Path folder) throws IOException {
    return new Database(Rocks.open(folder, LAYOUT, List.of("meta")));
  }

  private ColumnFamilyHandle images() {
    return rocks.family(0);
  }

  private ColumnFamilyHandle meta() {
    return rocks.family(1);
  }

  byte[] image(byte[] key) throws RocksDBException {
    return rocks.database().get(images(), key);
  }

  byte[] positions() throws RocksDBException {
    return rocks.database().get(meta(), POSITIONS_KEY);
  }

  void putImage(WriteBatch batch, byte[] key, byte[] value) throws RocksDBException {
    batch.put(images(), key, value);
  }

  void deleteImage(WriteBatch batch, byte[] key) throws RocksDBException {
    batch.delete(images(), key);
  }

  void putPositions(WriteBatch batch, byte[] value) throws RocksDBException {
    batch.put(meta(), POSITIONS_KEY, value);
  }

  void write(WriteBatch batch) throws RocksDBException {
    rocks.write(batch);
  }

  void clear() throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.deleteRange(images(), FIRST_KEY, AFTER_LAST_KEY);
      batch.delete(meta(), POSITIONS_KEY);
      write(batch);
    }
  }

  View snapshot() {
    return new View(rocks.database(), images(), meta(), rocks.database().getSnapshot());
  }

  @Override
  public void close() {
    rocks.close();
  }

  /** A snapshot and what it belongs to; released by its holder. */
  record View(
      RocksDB rocks, ColumnFamilyHandle images, ColumnFamilyHandle meta, Snapshot snapshot) {

    ReadOptions readOptions() {
      return new ReadOptions().setSnapshot(snapshot);
    }

    byte[] positions() throws RocksDBException {
      try (ReadOptions options = readOptions()) {
        return rocks.get(meta, options, POSITIONS_KEY);
      }
    }

    void release() {
      rocks.releaseSnapshot(snapshot);
    }
  }
}
