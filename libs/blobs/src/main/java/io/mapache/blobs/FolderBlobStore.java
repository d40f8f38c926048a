package io.mapache.blobs;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A blob store in a folder: {@code kind/ab/cd/abcd…}. A blob is written to a temporary file beside
 * its place, forced to the disk and renamed, so it is whole or not there, after a crash, too.
 */
public final class FolderBlobStore implements BlobStore {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path root;
  private final Clock clock;

  public FolderBlobStore(Path root) {
    this(root, Clock.systemUTC());
  }

  /**
   * @param clock tells the age that writing what exists gives a blob
   */
  public FolderBlobStore(Path root, Clock clock) {
    this.root = root.toAbsolutePath().normalize();
    this.clock = clock;
  }

  @Override
  public Put put(BlobKind kind, byte[] content) throws IOException {
    return put(kind, Sha256.hex(content), () -> new ByteArrayInputStream(content));
  }

  @Override
  public Put put(BlobKind kind, Path file) throws IOException {
    return put(kind, Sha256.hex(file), () -> Files.newInputStream(file));
  }

  private Put put(BlobKind kind, String digest, Source source) throws IOException {
    Path blob = path(kind, digest);
    if (renewed(blob)) {
      return new Put(digest, true);
    }
    Files.createDirectories(blob.getParent());
    Path temporary = blob.resolveSibling(".%s.%s.tmp".formatted(digest, UUID.randomUUID()));
    try {
      writeForced(kind, source, temporary);
      Files.move(temporary, blob, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(blob.getParent());
    } finally {
      Files.deleteIfExists(temporary);
    }
    return new Put(digest, false);
  }

  private boolean renewed(Path blob) throws IOException {
    try {
      Files.setLastModifiedTime(blob, FileTime.from(Instant.now(clock)));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void writeForced(BlobKind kind, Source source, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // The compressor is closed before the force: its last block is written by close.
      try (InputStream in = source.open();
          OutputStream out = compressing(kind, uncloseable(channel))) {
        in.transferTo(out);
      }
      channel.force(true);
    }
  }

  private static OutputStream compressing(BlobKind kind, OutputStream out) throws IOException {
    return kind.compressed() ? new ZstdOutputStream(out) : out;
  }

  private static OutputStream uncloseable(FileChannel channel) {
    OutputStream out = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }
    };
  }

  /** A rename is durable once its folder is. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<byte[]> read(BlobKind kind, String digest) throws IOException {
    Optional<InputStream> stored = open(kind, digest);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = stored.get()) {
      return Optional.of(in.readAllBytes());
    }
  }

  @Override
  public Optional<InputStream> open(BlobKind kind, String digest) throws IOException {
    try {
      InputStream file = Files.newInputStream(path(kind, digest));
      InputStream content = kind.compressed() ? new ZstdInputStream(file) : file;
      return Optional.of(new VerifiedInputStream(content, kind, digest));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Path> file(BlobKind kind, String digest) {
    if (kind.compressed()) {
      throw new IllegalArgumentException(kind + " blobs are stored compressed: open them instead");
    }
    return Optional.of(path(kind, digest)).filter(Files::exists);
  }

  @Override
  public boolean exists(BlobKind kind, String digest) {
    return Files.exists(path(kind, digest));
  }

  @Override
  public boolean delete(BlobKind kind, String digest) throws IOException {
    return Files.deleteIfExists(path(kind, digest));
  }

  private Path path(BlobKind kind, String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "blob digest: '" + digest + "' (expected: 64 lower-case hexadecimal digits)");
    }
    return root.resolve(kind.folder())
        .resolve(digest.substring(0, 2))
        .resolve(digest.substring(2, 4))
        .resolve(digest);
  }

  private interface Source {
    InputStream open() throws IOException;
  }
}
