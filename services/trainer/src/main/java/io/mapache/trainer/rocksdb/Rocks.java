package io.mapache.trainer.rocksdb;

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
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The native objects of one RocksDB whose content can be made anew from Kafka: opened together,
 * closed together, in reverse order. What it holds is for its owner to say; nothing may be used
 * after it was closed, which is for the owner to see to.
 */
public final class Rocks implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Rocks.class.getName());

  private static final byte[] LAYOUT_KEY = "layout".getBytes(StandardCharsets.US_ASCII);

  private static final long CACHE_BYTES = 16L << 20;
  private static final long WRITE_BUFFER_BYTES = 8L << 20;
  private static final int OPEN_FILES = 256;

  private final List<AutoCloseable> owned = new ArrayList<>();
  private final List<ColumnFamilyHandle> families = new ArrayList<>();
  private final RocksDB database;
  private final WriteOptions synchronous;

  static {
    RocksDB.loadLibrary();
  }

  private Rocks(Path folder, List<String> names) throws RocksDBException {
    try {
      LRUCache cache = own(new LRUCache(CACHE_BYTES));
      ColumnFamilyOptions options =
          own(new ColumnFamilyOptions())
              .setCompressionType(CompressionType.LZ4_COMPRESSION)
              .setWriteBufferSize(WRITE_BUFFER_BYTES)
              .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
      List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
      descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options));
      names.forEach(
          name ->
              descriptors.add(
                  new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII), options)));
      DBOptions database =
          own(new DBOptions())
              .setCreateIfMissing(true)
              .setCreateMissingColumnFamilies(true)
              .setMaxOpenFiles(OPEN_FILES)
              .setKeepLogFileNum(2)
              .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
      this.database = own(RocksDB.open(database, folder.toString(), descriptors, families));
      families.forEach(this::own);
      synchronous = own(new WriteOptions()).setSync(true);
    } catch (RocksDBException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the database in this folder, which is made when missing. What cannot be read (damaged, or
   * in another layout) is deleted.
   *
   * @param layout changes when keys or values are written differently
   * @param names of the column families after the default one; the last one keeps the layout
   * @throws IOException if the folder cannot be used, for example because another trainer does
   */
  public static Rocks open(Path folder, String layout, List<String> names) throws IOException {
    Files.createDirectories(folder);
    try {
      return current(folder, layout, names);
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
    return fresh(folder, layout, names);
  }

  private static Rocks current(Path folder, String layout, List<String> names)
      throws RocksDBException, IOException {
    byte[] expected = layout.getBytes(StandardCharsets.US_ASCII);
    Rocks opened = new Rocks(folder, names);
    ColumnFamilyHandle last = opened.family(names.size());
    byte[] found = opened.database.get(last, LAYOUT_KEY);
    if (found == null || Arrays.equals(found, expected)) {
      opened.database.put(last, opened.synchronous, LAYOUT_KEY, expected);
      return opened;
    }
    opened.close();
    LOG.log(Level.INFO, "{0} was written by another version and is made anew from Kafka", folder);
    return fresh(folder, layout, names);
  }

  private static Rocks fresh(Path folder, String layout, List<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder);
    try {
      return current(folder, layout, names);
    } catch (RocksDBException e) {
      throw new IOException(folder + " cannot be made anew: " + e.getMessage(), e);
    }
  }

  /** For reading; the owner of the native memory stays this. */
  public RocksDB database() {
    return database;
  }

  /** 0 is the default one, then in the order of the names. */
  public ColumnFamilyHandle family(int place) {
    return families.get(place);
  }

  /** All or nothing, on the disk when it returns. */
  public void write(WriteBatch batch) throws RocksDBException {
    database.write(synchronous, batch);
  }

  public static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public void close() {
    if (database != null && synchronous != null) {
      flush();
    }
    for (int last = owned.size() - 1; last >= 0; last--) {
      try {
        owned.get(last).close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "closing a store: " + e.getMessage());
      }
    }
    owned.clear();
  }

  /** Opening is faster when no log has to be replayed. */
  private void flush() {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      database.flush(options, families);
    } catch (RocksDBException e) {
      LOG.log(Level.DEBUG, "not flushed, the next start replays the log: " + e.getMessage());
    }
  }

  private <T extends AutoCloseable> T own(T opened) {
    owned.add(opened);
    return opened;
  }
}
