package io.mapache.blobs;

import java.io.IOException;

/** The stored bytes are not those that the digest names: a broken disk, or somebody wrote there. */
public final class DamagedBlobException extends IOException {

  public DamagedBlobException(BlobKind kind, String expected, String actual) {
    super(
        "%s blob %s is damaged: its content has the digest %s. Restore it from a backup, or delete it and send it again."
            .formatted(kind.folder(), expected, actual));
  }
}
