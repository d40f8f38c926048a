package io.mapache.xception.weights;

import io.mapache.xception.network.Architecture;
import io.mapache.xception.network.TensorTable.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of bases by digest. A file holds the little-endian float32 values of all tensors in
 * table order and nothing else, so the SHA-256 of the file <em>is</em> the digest of the base and
 * the file's name. Several processes may share the folder: a file appears whole or not at all.
 */
final class WeightCache {
  private static final System.Logger LOG = System.getLogger(WeightCache.class.getName());

  private final Path folder;
  private final Architecture architecture;

  WeightCache(Path folder, Architecture architecture) {
    this.folder = folder;
    this.architecture = architecture;
  }

  Path file(String digest) {
    return folder.resolve(digest);
  }

  /** The base of that digest; a file that no longer has its digest is dropped. */
  Optional<BaseWeights> find(String digest) throws IOException {
    Path file = file(digest);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) == architecture.table().numbers() * Float.BYTES) {
      Optional<BaseWeights> base = read(file, digest);
      if (base.isPresent()) {
        return base;
      }
    }
    LOG.log(System.Logger.Level.WARNING, "{0} is damaged; dropped, to be fetched again", file);
    Files.deleteIfExists(file);
    return Optional.empty();
  }

  /** Adds a base; does nothing if it is there already. */
  void add(BaseWeights base) throws IOException {
    Path file = file(base.digest());
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, ".", ".part");
    try {
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        for (Tensor tensor : architecture.table().tensors()) {
          ByteBuffer bytes = ByteBuffer.wrap(BaseWeights.littleEndian(base.tensor(tensor.name())));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Holds the folder's lock while {@code work} runs, so that only one process fetches a base. */
  <T> T alone(Work<T> work) throws IOException {
    Files.createDirectories(folder);
    // The file lock keeps other processes out, the monitor other threads: Java refuses the second
    // lock of the same JVM instead of waiting for it.
    synchronized (WeightCache.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return work.run(scratch());
      } finally {
        delete(folder.resolve(".scratch"));
      }
    }
  }

  /** What runs under {@link #alone}. */
  interface Work<T> {
    /**
     * @param scratch an empty folder on the cache's disk, deleted afterwards
     */
    T run(Path scratch) throws IOException;
  }

  private Path scratch() throws IOException {
    Path scratch = folder.resolve(".scratch");
    delete(scratch); // of a process that was killed
    return Files.createDirectories(scratch);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private Optional<BaseWeights> read(Path file, String digest) throws IOException {
    MessageDigest sha = BaseWeights.sha256();
    Map<String, float[]> tensors = new HashMap<>();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      for (Tensor tensor : architecture.table().tensors()) {
        byte[] bytes = in.readNBytes(tensor.size() * Float.BYTES);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        tensors.put(tensor.name(), values);
      }
    }
    return HexFormat.of().formatHex(sha.digest()).equals(digest)
        ? Optional.of(BaseWeights.of(architecture, tensors))
        : Optional.empty();
  }
}
