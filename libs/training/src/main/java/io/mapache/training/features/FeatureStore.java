package io.mapache.training.features;

import io.mapache.contracts.Digest;
import io.mapache.training.rows.RowFile;
import io.mapache.training.rows.Rows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Features by image digest, of one base at one image size: computed once, read by every training
 * and every restart. Two flat files that only grow: {@code features.f32}, a row an image, and
 * {@code features.index}, its digest (32 bytes) at the same place. Rows are forced to the disk
 * before their digests are, so a digest in the index means a whole row; whatever a crash left
 * behind the last digest is cut off by the next writer.
 *
 * <p>Any number of processes: writers take turns by a file lock, for the length of one append. Not
 * thread-safe within one object.
 */
public final class FeatureStore implements Closeable {

  private static final int DIGEST_BYTES = 32;

  /**
   * File locks are held by a JVM, not by a thread, so writers in this JVM take turns here first.
   */
  private static final Object WRITERS = new Object();

  private final RowFile rows;
  private final FileChannel index;
  private final FileChannel lock;
  private final int width;
  private final Map<Digest, Integer> places = new HashMap<>();
  private int entries;

  private FeatureStore(RowFile rows, FileChannel index, FileChannel lock, int width) {
    this.rows = rows;
    this.index = index;
    this.lock = lock;
    this.width = width;
  }

  /**
   * Opens a store, or makes it.
   *
   * @param folder of one base at one size
   * @param width floats per image: 2,048 in the full Xception
   */
  public static FeatureStore open(Path folder, int width) throws IOException {
    Files.createDirectories(folder);
    FeatureStore store =
        new FeatureStore(
            RowFile.open(folder.resolve("features.f32"), width),
            channel(folder.resolve("features.index")),
            channel(folder.resolve("features.lock")),
            width);
    store.refresh();
    return store;
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  public int width() {
    return width;
  }

  /** Images in the store, as far as seen. */
  public int count() {
    return entries;
  }

  /** Those of the images whose features are not here, in their order, without repetition. */
  public List<Digest> missing(List<Digest> images) throws IOException {
    refresh();
    return images.stream().distinct().filter(image -> !places.containsKey(image)).toList();
  }

  /**
   * Adds the features of some images. Durable once it returns. What another process added meanwhile
   * is left alone.
   *
   * @param features {@code [images.size(), width]} from index 0 on
   */
  public void add(List<Digest> images, FloatBuffer features) throws IOException {
    synchronized (WRITERS) {
      FileLock held = lock.lock();
      try {
        refresh();
        append(images, features);
      } finally {
        held.release();
      }
    }
  }

  private void append(List<Digest> images, FloatBuffer features) throws IOException {
    List<Digest> fresh = new ArrayList<>();
    FloatBuffer freshRows = FloatBuffer.allocate(images.size() * width);
    for (int i = 0; i < images.size(); i++) {
      if (!places.containsKey(images.get(i)) && !fresh.contains(images.get(i))) {
        fresh.add(images.get(i));
        freshRows.put(features.duplicate().limit((i + 1) * width).position(i * width));
      }
    }
    int first = entries;
    // First of all: a digest that a crash left without its row must not find one now.
    index.truncate((long) first * DIGEST_BYTES);
    index.force(true);
    rows.write(first, freshRows, fresh.size());
    rows.force();
    ByteBuffer digests = ByteBuffer.allocate(fresh.size() * DIGEST_BYTES);
    fresh.forEach(digest -> digests.put(HexFormat.of().parseHex(digest.hex())));
    digests.flip();
    for (long at = (long) first * DIGEST_BYTES; digests.hasRemaining(); ) {
      at += index.write(digests, at);
    }
    index.force(true);
    fresh.forEach(digest -> places.put(digest, entries++));
  }

  /** Reads what other processes have added since. */
  private void refresh() throws IOException {
    int known = entries;
    int whole = Math.min(Math.toIntExact(index.size() / DIGEST_BYTES), rows.count());
    if (whole <= known) {
      return;
    }
    ByteBuffer digests = ByteBuffer.allocate((whole - known) * DIGEST_BYTES);
    for (long at = (long) known * DIGEST_BYTES; digests.hasRemaining(); ) {
      int read = index.read(digests, at);
      if (read < 0) {
        throw new IOException("feature index became shorter while it was read");
      }
      at += read;
    }
    for (int i = 0; i < whole - known; i++) {
      String hex =
          HexFormat.of().formatHex(digests.array(), i * DIGEST_BYTES, (i + 1) * DIGEST_BYTES);
      places.put(new Digest(hex), known + i);
    }
    entries = whole;
  }

  /**
   * The features of some images, in their order, memory-mapped; readable after this store is
   * closed.
   *
   * @throws IllegalArgumentException if one is not here
   */
  public Rows rows(List<Digest> images) throws IOException {
    int[] at = new int[images.size()];
    for (int i = 0; i < at.length; i++) {
      Integer place = places.get(images.get(i));
      if (place == null) {
        throw new IllegalArgumentException("no features of image " + images.get(i));
      }
      at[i] = place;
    }
    return rows.map(entries).pick(at);
  }

  @Override
  public void close() throws IOException {
    try (rows;
        index;
        lock) {
      places.clear();
    }
  }
}
