package io.mapache.contracts.manifest;

import io.mapache.contracts.Json;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Reads a manifest line by line. Not thread-safe. Closing closes the stream.
 *
 * <p>Whether the text is the one it claims to be is for the blob store to say, which checks
 * digests.
 */
public final class ManifestReader implements Closeable {

  private final BufferedReader lines;
  private final ManifestHeader header;

  /**
   * @throws IOException if the stream fails or its first line is no header
   */
  public ManifestReader(InputStream in) throws IOException {
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String first = lines.readLine();
    if (first == null) {
      throw new IOException("manifest: empty (expected: a header line)");
    }
    try {
      header = Json.read(first, ManifestHeader.class);
    } catch (UncheckedIOException e) {
      throw new IOException("manifest: the first line is no header: " + first, e);
    }
  }

  public ManifestHeader header() {
    return header;
  }

  /** The entries in order; consumed once. A line that is none throws IllegalArgumentException. */
  public Stream<ManifestEntry> entries() {
    return lines.lines().map(ManifestEntry::parse);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
