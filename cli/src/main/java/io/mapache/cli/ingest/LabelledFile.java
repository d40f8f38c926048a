package io.mapache.cli.ingest;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * A file that is said to be an image of its label.
 *
 * @param name the path below the folder, with {@code /}, as people will see it
 */
public record LabelledFile(Path file, String label, String name) {

  /** Of the content as it is now. */
  public Digest digest() throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = Files.newInputStream(file);
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      in.transferTo(out);
    }
    return Digest.finish(sha256);
  }
}
