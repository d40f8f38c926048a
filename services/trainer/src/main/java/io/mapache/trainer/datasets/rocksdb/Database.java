package io.mapache.trainer.datasets.rocksdb;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The native objects of one RocksDB: opened together, closed together, in reverse order. */
final class Database implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Database.class.getName());

  /** Changes when keys or values are written differently; another one means a new folder. */
  private static final byte[] LAYOUT = "1".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] LAYOUT_KEY = "layout".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] POSITIONS_KEY = "positions".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] META = "meta".getBytes(StandardCharsets.US_ASCII);

  /** Keys begin with the name of a dataset, which is ASCII. */
  private static final byte[] FIRST_KEY = {};

  private static final byte[] AFTER_LAST_KEY = {(byte) 0xff};

  private static final long CACHE_BYTES = 16L << 20;
  private static final long WRITE_BUFFER_BYTES = 8L << 20;
  private static final int OPEN_FILES = 256;

  private final List<AutoCloseable> owned = new ArrayList<>();
  private final RocksDB rocks;
  private final ColumnFamilyHandle images;
  private final ColumnFamilyHandle meta;
  private final WriteOptions synchronous;

  static {
    RocksDB.loadLibrary();
  }

  private Database(Path folder) throws RocksDBException {
    try {
      LRUCache cache = own(new LRUCache(CACHE_BYTES));
      ColumnFamilyOptions families =
          own(new ColumnFamilyOptions())
              .setCompressionType(CompressionType.LZ4_COMPRESSION)
              .setWriteBufferSize(WRITE_BUFFER_BYTES)
              .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
      DBOptions options =
          own(new DBOptions())
              .setCreateIfMissing(true)
              .setCreateMissingColumnFamilies(true)
              .setMaxOpenFiles(OPEN_FILES)
              .setKeepLogFileNum(2)
              .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      rocks =
          own(
              RocksDB.open(
                  options,
                  folder.toString(),
                  List.of(
                      new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, families),
                      new ColumnFamilyDescriptor(META, families)),
                  handles));
      images = own(handles.get(0));
      meta = own(handles.get(1));
      synchronous = own(new WriteOptions()).setSync(true);
    } catch (RocksDBException | RuntimeException e) {
      close();
      throw e;
    }
  }

  static Database open(Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      return current(folder);
    } catch (RocksDBException e) {
      if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
        throw new IOException(
            "%s cannot be opened: %s. Does another trainer run on it?"
                .formatted(folder, e.getMessage()),
            e);
      }
      LOG.log(
          Level.WARNING, "{0} is damaged ({1}) and made anew from Kafka", folder, e.getMessage());
    }
    return fresh(folder);
  }

  private static Database current(Path folder) throws RocksDBException, IOException {
    Database database = new Database(folder);
    byte[] layout = database.rocks.get(database.meta, LAYOUT_KEY);
    if (layout == null || Arrays.equals(layout, LAYOUT)) {
      database.rocks.put(database.meta, database.synchronous, LAYOUT_KEY, LAYOUT);
      return database;
    }
    database.close();
    LOG.log(Level.INFO, "{0} was written by another version and is made anew from Kafka", folder);
    return fresh(folder);
  }

  private static Database fresh(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder);
    try {
      return current(folder);
    } catch (RocksDBException e) {
      throw new IOException(folder + " cannot be made anew: " + e.getMessage(), e);
    }
  }

  byte[] image(byte[] key) throws RocksDBException {
    return rocks.get(images, key);
  }

  byte[] positions() throws RocksDBException {
    return rocks.get(meta, POSITIONS_KEY);
  }

  void putImage(WriteBatch batch, byte[] key, byte[] value) throws RocksDBException {
    batch.put(images, key, value);
  }

  void deleteImage(WriteBatch batch, byte[] key) throws RocksDBException {
    batch.delete(images, key);
  }

  void putPositions(WriteBatch batch, byte[] value) throws RocksDBException {
    batch.put(meta, POSITIONS_KEY, value);
  }

  void write(WriteBatch batch) throws RocksDBException {
    rocks.write(synchronous, batch);
  }

  void clear() throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.deleteRange(images, FIRST_KEY, AFTER_LAST_KEY);
      batch.delete(meta, POSITIONS_KEY);
      write(batch);
    }
  }

  View snapshot() {
    return new View(rocks, images, meta, rocks.getSnapshot());
  }

  @Override
  public void close() {
    if (rocks != null && meta != null) {
      flush();
    }
    for (int last = owned.size() - 1; last >= 0; last--) {
      try {
        owned.get(last).close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "closing the view''s store: " + e.getMessage());
      }
    }
    owned.clear();
  }

  /** Opening is faster when no log has to be replayed. */
  private void flush() {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      rocks.flush(options, List.of(images, meta));
    } catch (RocksDBException e) {
      LOG.log(Level.DEBUG, "not flushed, the next start replays the log: " + e.getMessage());
    }
  }

  private <T extends AutoCloseable> T own(T opened) {
    owned.add(opened);
    return opened;
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
