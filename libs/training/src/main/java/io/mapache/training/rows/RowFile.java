package io.mapache.training.rows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A flat file of rows of float32, little-endian, one behind the other: appended to, then mapped. A
 * crash can leave half a row at the end; it does not count, and the next append overwrites it.
 *
 * <p>One writer at a time; a mapping may be read meanwhile by any number of threads and processes.
 */
public final class RowFile implements Closeable {

  private static final int MAX_MAPPING = 1 << 30;

  private final FileChannel channel;
  private final int width;

  private RowFile(FileChannel channel, int width) {
    this.channel = channel;
    this.width = width;
  }

  /** Opens the file, or makes it. */
  public static RowFile open(Path file, int width) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new RowFile(channel, width);
  }

  /** Whole rows in the file. */
  public int count() throws IOException {
    return Math.toIntExact(channel.size() / rowBytes());
  }

  /**
   * Writes rows from row {@code first} on and cuts off whatever was behind them.
   *
   * @param rows {@code [n, width]} from index 0 on; position and limit are ignored
   */
  public void write(int first, FloatBuffer rows, int n) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(n, Math.toIntExact(rowBytes())))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(rows.duplicate().position(0).limit(n * width));
    channel.truncate(first * rowBytes());
    long at = first * rowBytes();
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Returns once what was written is on the disk. */
  public void force() throws IOException {
    channel.force(true);
  }

  /** The first {@code count} rows, mapped; they stay readable after this file is closed. */
  public Rows map(int count) throws IOException {
    int perMapping = Math.max(1, MAX_MAPPING / Math.toIntExact(rowBytes()));
    FloatBuffer[] mappings = new FloatBuffer[(count + perMapping - 1) / perMapping];
    for (int i = 0; i < mappings.length; i++) {
      int first = i * perMapping;
      int rows = Math.min(perMapping, count - first);
      MappedByteBuffer mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, first * rowBytes(), rows * rowBytes());
      mappings[i] = mapped.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }
    return new Mapped(mappings, perMapping, count, width);
  }

  private long rowBytes() {
    return (long) width * Float.BYTES;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Mapped(FloatBuffer[] mappings, int perMapping, int count, int width)
      implements Rows {

    @Override
    public void read(int row, float[] into, int offset) {
      if (row < 0 || row >= count) {
        throw new IndexOutOfBoundsException("row " + row + " of " + count);
      }
      mappings[row / perMapping].get(row % perMapping * width, into, offset, width);
    }
  }
}
