package io.mapache.inference.feedback;

/** Which answers are published as {@code prediction.made}. */
public enum Recorded {
  /** Those to requests, to captured images, and of shadows. */
  ALL,
  /** Those to captured images, and of shadows to them. */
  CAPTURED,
  /** None, and captured images are left alone. */
  NONE
}
