package io.mapache.training.features;

import io.mapache.contracts.Digest;
import io.mapache.training.digests.DigestIndex;
import io.mapache.training.digests.DigestList;
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
import java.util.List;

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

  private static final int DIGEST_BYTES = DigestList.BYTES;

  /** Of the index, read at once. */
  private static final int READ_DIGESTS = 1 << 14;

  /**
   * File locks are held by a JVM, not by a thread, so writers in this JVM take turns here first.
   */
  private static final Object WRITERS = new Object();

  private final RowFile rows;
  private final FileChannel index;
  private final FileChannel lock;
  private final int width;
  private final DigestIndex places = new DigestIndex();

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

  /** On the disk. */
  long bytesPerImage() {
    return (long) width * Float.BYTES + DIGEST_BYTES;
  }

  /** Images in the store, as far as seen. */
  public int count() {
    return places.size();
  }

  /** Those of the images whose features are not here, in their order, without repetition. */
  public List<Digest> missing(List<Digest> images) throws IOException {
    refresh();
    DigestIndex missing = new DigestIndex();
    for (Digest image : images) {
      if (places.place(image) < 0) {
        missing.add(image);
      }
    }
    return missing.digests();
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
    DigestIndex fresh = new DigestIndex();
    FloatBuffer freshRows = FloatBuffer.allocate(images.size() * width);
    for (int i = 0; i < images.size(); i++) {
      if (places.place(images.get(i)) < 0 && fresh.add(images.get(i))) {
        freshRows.put(features.duplicate().limit((i + 1) * width).position(i * width));
      }
    }
    int first = places.size();
    long end = (long) first * DIGEST_BYTES;
    if (index.size() > end) {
      // First of all: a digest that a crash left without its row must not find one now.
      index.truncate(end);
      index.force(true);
    }
    rows.write(first, freshRows, fresh.size());
    rows.force();
    ByteBuffer digests = fresh.packed();
    for (long at = end; digests.hasRemaining(); ) {
      at += index.write(digests, at);
    }
    index.force(true);
    places.addAll(digests.flip());
  }

  /** Reads what other processes have added since. */
  private void refresh() throws IOException {
    int whole = Math.min(Math.toIntExact(index.size() / DIGEST_BYTES), rows.count());
    ByteBuffer digests = ByteBuffer.allocate(READ_DIGESTS * DIGEST_BYTES);
    while (places.size() < whole) {
      digests.clear().limit(Math.min(READ_DIGESTS, whole - places.size()) * DIGEST_BYTES);
      for (long at = (long) places.size() * DIGEST_BYTES; digests.hasRemaining(); ) {
        int read = index.read(digests, at);
        if (read < 0) {
          throw new IOException("feature index became shorter while it was read");
        }
        at += read;
      }
      places.addAll(digests.flip());
    }
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
      at[i] = places.place(images.get(i));
      if (at[i] < 0) {
        throw new IllegalArgumentException("no features of image " + images.get(i));
      }
    }
    return rows.map(places.size()).pick(at);
  }

  @Override
  public void close() throws IOException {
    // Closing any channel on a file ends all locks that this process has on it.
    synchronized (WRITERS) {
      try (rows;
          index) {
        lock.close();
      }
    }
  }
}
