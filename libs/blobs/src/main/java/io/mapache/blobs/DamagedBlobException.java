package io.mapache.blobs;

import com.github.luben.zstd.ZstdIOException;
import java.io.IOException;

/** The stored bytes are not those that the digest names: a broken disk, or somebody wrote there. */
public final class DamagedBlobException extends IOException {

  private static final String ADVICE = "Restore it from a backup, or delete it and send it again.";

  public DamagedBlobException(BlobKind kind, String expected, String actual) {
    super(
        "%s blob %s is damaged: its content has the digest %s. %s"
            .formatted(kind.folder(), expected, actual, ADVICE));
  }

  DamagedBlobException(BlobKind kind, String expected, ZstdIOException cause) {
    super(
        "%s blob %s is damaged: it cannot be decompressed (%s). %s"
            .formatted(kind.folder(), expected, cause.getMessage(), ADVICE),
        cause);
  }
}
