package io.mapache.trainer.datasets.rocksdb;

import io.mapache.contracts.Json;
import io.mapache.trainer.datasets.ImageKey;
import io.mapache.trainer.datasets.ImageState;
import io.mapache.trainer.datasets.ImageStore;
import io.mapache.trainer.rocksdb.Rocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A RocksDB snapshot; holds the store open until it is closed. */
final class RocksFrozen implements ImageStore.Frozen {

  private final Database.View view;
  private final Lock held;
  private boolean closed;

  /**
   * @param held locked by the calling thread; unlocked by {@link #close}
   */
  RocksFrozen(Database.View view, Lock held) {
    this.view = view;
    this.held = held;
  }

  @Override
  public Map<Integer, Long> positions() {
    try {
      return RocksImageStore.positions(view.positions());
    } catch (RocksDBException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void images(String dataset, BiConsumer<ImageKey, ImageState> visitor) {
    scan(Keys.prefix(dataset), visitor);
  }

  @Override
  public void images(BiConsumer<ImageKey, ImageState> visitor) {
    scan(new byte[0], visitor);
  }

  private void scan(byte[] prefix, BiConsumer<ImageKey, ImageState> visitor) {
    try (ReadOptions options = view.readOptions();
        RocksIterator iterator = view.rocks().newIterator(view.images(), options)) {
      iterator.seek(prefix);
      while (iterator.isValid() && Rocks.startsWith(iterator.key(), prefix)) {
        visitor.accept(Keys.parse(iterator.key()), Json.read(iterator.value(), ImageState.class));
        iterator.next();
      }
      iterator.status();
    } catch (RocksDBException e) {
      throw new UncheckedIOException(new IOException("the view's store: " + e.getMessage(), e));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      view.release();
      held.unlock();
    }
  }
}
