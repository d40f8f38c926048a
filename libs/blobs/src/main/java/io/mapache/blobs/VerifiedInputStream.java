package io.mapache.blobs;

import com.github.luben.zstd.ZstdIOException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Passes bytes on and, at their end, refuses to end well if they were not those of the digest. */
final class VerifiedInputStream extends FilterInputStream {

  private final BlobKind kind;
  private final String expected;
  private final MessageDigest sha256 = Sha256.start();
  private boolean verified;

  VerifiedInputStream(InputStream in, BlobKind kind, String expected) {
    super(in);
    this.kind = kind;
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = stored(bytes, offset, length);
    if (count > 0) {
      sha256.update(bytes, offset, count);
    } else if (count < 0 && !verified) {
      verified = true;
      String actual = Sha256.finish(sha256);
      if (!actual.equals(expected)) {
        throw new DamagedBlobException(kind, expected, actual);
      }
    }
    return count;
  }

  private int stored(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (ZstdIOException e) {
      throw new DamagedBlobException(kind, expected, e);
    }
  }

  /** Skipped bytes count for the digest, too. */
  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    byte[] buffer = new byte[8192];
    while (skipped < count) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
