package io.mapache.inference.batching;

import io.mapache.imaging.Decoded;

/** What was read of an image. */
public sealed interface Pixels {

  /**
   * As a base reads them.
   *
   * @param values float32 {@code [S,S,3]} RGB 0..255; not to be modified
   * @param nanos that reading them took
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Read(float[] values, long nanos) implements Pixels {}

  /** The bytes are no picture that is taken. */
  record Unreadable(Decoded.Refused why) implements Pixels, Outcome {}
}
