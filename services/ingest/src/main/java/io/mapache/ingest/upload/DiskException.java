package io.mapache.ingest.upload;

import java.io.IOException;

/** Our disk does not take what it was given: it is full, or not ours to write. */
final class DiskException extends Exception {

  DiskException(IOException cause) {
    super(cause);
  }
}
