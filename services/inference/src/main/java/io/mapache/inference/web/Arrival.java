package io.mapache.inference.web;

import io.vertx.ext.web.RoutingContext;

/** When a request came, before it waited for anything. */
public final class Arrival {

  private static final String KEY = "mapache.arrival";

  private Arrival() {}

  /** On the clock of {@link System#nanoTime}; the first call says now. */
  public static long of(RoutingContext call) {
    Long known = call.get(KEY);
    if (known != null) {
      return known;
    }
    long now = System.nanoTime();
    call.put(KEY, now);
    return now;
  }
}
