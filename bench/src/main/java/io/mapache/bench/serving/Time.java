package io.mapache.bench.serving;

import java.util.concurrent.locks.LockSupport;

/** The clock of a run. */
interface Time {

  /** As {@link System#nanoTime}. */
  long nanos();

  /** Returns at once if that time has passed. */
  void sleepUntil(long nanos);

  /** The machine's. */
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleepUntil(long nanos) {
          for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
            LockSupport.parkNanos(left);
          }
        }
      };
}
