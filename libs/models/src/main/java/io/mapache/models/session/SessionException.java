package io.mapache.models.session;

/** ONNX Runtime refused a graph or failed to run it. The message names the file and what to do. */
public final class SessionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SessionException(String message, Throwable cause) {
    super(message, cause);
  }

  SessionException(String message) {
    super(message);
  }
}
