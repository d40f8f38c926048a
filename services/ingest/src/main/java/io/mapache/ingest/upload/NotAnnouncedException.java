package io.mapache.ingest.upload;

/** An event was not acknowledged in time. */
public final class NotAnnouncedException extends Exception {

  public NotAnnouncedException(String message, Throwable cause) {
    super(message, cause);
  }
}
