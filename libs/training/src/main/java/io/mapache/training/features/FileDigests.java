package io.mapache.training.features;

import io.mapache.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-256 of files, computed once as long as size and time of a file stay. Any number of threads.
 */
public final class FileDigests {

  private final Map<State, Digest> known = new ConcurrentHashMap<>();

  private record State(Path file, long size, FileTime modified) {}

  public Digest of(Path file) throws IOException {
    State state = new State(file, Files.size(file), Files.getLastModifiedTime(file));
    Digest digest = known.get(state);
    if (digest == null) {
      digest = compute(file);
      known.put(state, digest);
    }
    return digest;
  }

  static Digest compute(Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.finish(sha256);
  }
}
