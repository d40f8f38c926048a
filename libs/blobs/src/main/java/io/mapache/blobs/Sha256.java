package io.mapache.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

final class Sha256 {

  private Sha256() {}

  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String finish(MessageDigest sha256) {
    return HexFormat.of().formatHex(sha256.digest());
  }

  static String hex(byte[] content) {
    MessageDigest sha256 = start();
    sha256.update(content);
    return finish(sha256);
  }

  static String hex(Path file) throws IOException {
    MessageDigest sha256 = start();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return finish(sha256);
  }
}
