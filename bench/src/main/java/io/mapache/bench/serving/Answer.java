package io.mapache.bench.serving;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What became of one request. Times are of {@link System#nanoTime}, which the processes of one
 * Linux machine share.
 *
 * @param scheduled when it was due
 * @param sent when a connection was free for it
 * @param status of HTTP, or {@link #NO_ANSWER}
 * @param version of the model that answered; 0 if the answer does not say
 */
record Answer(long scheduled, long sent, long ended, int status, int version) {

  /** The connection broke, or no answer came in time. */
  static final int NO_ANSWER = 0;

  static final int OK = 200;
  static final int OVERLOADED = 429;

  private static final double MILLISECOND = 1e6;

  /** From the scheduled time on, so that a request that had to wait to be sent counts in full. */
  @JsonIgnore
  double millis() {
    return (ended - scheduled) / MILLISECOND;
  }
}
