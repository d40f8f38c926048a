package io.mapache.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Content by its SHA-256. What {@link #put} returned is durable and whole: a reader sees all of a
 * blob or nothing. Writing what exists already renews its age, which keeps the collector away.
 *
 * <p>Thread-safe, also between processes. Digests are 64 lower-case hexadecimal digits; anything
 * else is an IllegalArgumentException, so that no caller's text becomes a path.
 */
public interface BlobStore {

  /**
   * What a put did.
   *
   * @param existed true if the same content was there before
   */
  record Put(String digest, boolean existed) {}

  Put put(BlobKind kind, byte[] content) throws IOException;

  /** Like {@link #put(BlobKind, byte[])}, without the content in memory; the file stays. */
  Put put(BlobKind kind, Path file) throws IOException;

  /**
   * The content, checked against its digest.
   *
   * @throws DamagedBlobException if the stored bytes are not those of the digest
   */
  Optional<byte[]> read(BlobKind kind, String digest) throws IOException;

  /**
   * The content as a stream, which the caller closes. Its digest is checked when the end is read; a
   * mismatch is a {@link DamagedBlobException} there.
   */
  Optional<InputStream> open(BlobKind kind, String digest) throws IOException;

  /**
   * A file with the content, for what wants a path (memory mapping, native loaders). It belongs to
   * the store: it is not to be changed or deleted. Only for kinds that are stored as they are.
   */
  Optional<Path> file(BlobKind kind, String digest) throws IOException;

  boolean exists(BlobKind kind, String digest) throws IOException;

  /** Removes a blob; false if there was none. */
  boolean delete(BlobKind kind, String digest) throws IOException;
}
