package io.mapache.xception.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.mapache.xception.network.djl.HostCopy;
import io.mapache.xception.network.djl.LentBuffer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A fine-tuning on disk: what it was started on, then every array that changes, in libtorch's own
 * order, then a checksum. Arrays pass one at a time, so saving needs 13 MB and not another 250.
 *
 * @param subject what must be the same when it is read back, in words: base, block, head
 * @param steps made so far
 * @param learningRate at that moment
 */
record Checkpoint(String subject, int steps, double learningRate) {
  private static final String FORMAT = "mapache fine-tuning 1";

  /** Writes a whole file or none: an older one at that path stays until this one is complete. */
  void write(Path file, List<NDArray> arrays) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      CheckedOutputStream checked =
          new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32C());
      DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked));
      out.writeUTF(FORMAT);
      out.writeUTF(subject);
      out.writeInt(steps);
      out.writeDouble(learningRate);
      for (NDArray array : arrays) {
        out.write(bytes(HostCopy.of(array)));
      }
      out.flush();
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a file back into the arrays of a fine-tuning, in the order in which they were written.
   *
   * @throws IOException if the file is damaged, or belongs to another fine-tuning; in both cases no
   *     array was touched
   */
  static Checkpoint read(Path file, String subject, List<NDArray> arrays) throws IOException {
    requireWhole(file);
    try (InputStream in = Files.newInputStream(file)) {
      DataInputStream data = new DataInputStream(new BufferedInputStream(in));
      Checkpoint checkpoint = header(file, data);
      if (!checkpoint.subject.equals(subject)) {
        throw new IOException(
            "%s: checkpoint of another fine-tuning: %s (expected: %s). Start anew without it."
                .formatted(file, checkpoint.subject, subject));
      }
      LentBuffer buffer = new LentBuffer();
      for (NDArray array : arrays) {
        fill(array, data.readNBytes(Math.toIntExact(array.size() * Float.BYTES)), buffer);
      }
      return checkpoint;
    }
  }

  private static Checkpoint header(Path file, DataInputStream data) throws IOException {
    String format = data.readUTF();
    if (!format.equals(FORMAT)) {
      throw new IOException("%s: format `%s` (expected: `%s`)".formatted(file, format, FORMAT));
    }
    return new Checkpoint(data.readUTF(), data.readInt(), data.readDouble());
  }

  private static void fill(NDArray array, byte[] bytes, LentBuffer buffer) {
    FloatBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    NDManager manager = array.getManager();
    try (NDArray view = buffer.array(manager, values, array.getShape())) {
      array.set(new NDIndex("..."), view);
    }
  }

  private static void requireWhole(Path file) throws IOException {
    long content = Files.size(file) - Long.BYTES;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      CheckedInputStream checked = new CheckedInputStream(in, new CRC32C());
      checked.skipNBytes(Math.max(0, content));
      long computed = checked.getChecksum().getValue();
      if (content <= 0 || new DataInputStream(in).readLong() != computed) {
        throw new IOException(file + ": checkpoint is damaged or cut off");
      }
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
