package io.mapache.inference.it;

import java.io.ByteArrayInputStream;
import java.util.concurrent.TimeUnit;

/** A sender with a bad line: its first byte takes a while. */
final class SlowStream extends ByteArrayInputStream {

  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private long since;

  SlowStream(byte[] bytes) {
    super(bytes);
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    since = since == 0 ? System.nanoTime() : since;
    while (System.nanoTime() - since < NANOS) {
      Thread.onSpinWait();
    }
    return super.read(into, offset, length);
  }
}
