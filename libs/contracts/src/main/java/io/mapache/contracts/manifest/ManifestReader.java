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
import org.jspecify.annotations.Nullable;

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
   * @throws IOException if the stream fails or its first line is no header; it is closed then
   */
  public ManifestReader(InputStream in) throws IOException {
    lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try {
      header = header(lines.readLine());
    } catch (IOException e) {
      lines.close();
      throw e;
    }
  }

  private static ManifestHeader header(@Nullable String line) throws IOException {
    if (line == null) {
      throw new IOException("manifest: empty (expected: a header line)");
    }
    try {
      return Json.read(line, ManifestHeader.class);
    } catch (UncheckedIOException e) {
      throw new IOException("manifest: the first line is no header: " + line, e);
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
