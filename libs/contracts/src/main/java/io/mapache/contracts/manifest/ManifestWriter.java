package io.mapache.contracts.manifest;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * Writes a manifest line by line; the list is never in memory. The same header and entries give the
 * same text, and the SHA-256 of the text is the version of the dataset.
 *
 * <p>Not thread-safe. Closing closes the stream.
 */
public final class ManifestWriter implements Closeable {

  private final MessageDigest sha256 = Digest.sha256();
  private final DigestOutputStream out;
  private Digest last;

  public ManifestWriter(OutputStream out, ManifestHeader header) throws IOException {
    this.out = new DigestOutputStream(out, sha256);
    writeLine(Json.text(header));
  }

  /**
   * @throws IllegalArgumentException if the entry does not come after the one before, by digest
   */
  public void write(ManifestEntry entry) throws IOException {
    if (last != null && last.compareTo(entry.digest()) >= 0) {
      throw new IllegalArgumentException(
          "manifest entry " + entry.digest() + " after " + last + " (expected: ascending digests)");
    }
    last = entry.digest();
    writeLine(entry.line());
  }

  /** Closes the stream and names what was written. */
  public Digest finish() throws IOException {
    out.close();
    return Digest.finish(sha256);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void writeLine(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
