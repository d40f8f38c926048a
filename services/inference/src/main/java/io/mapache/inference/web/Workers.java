package io.mapache.inference.web;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Threads for what takes its time: the event loop of a request has others to serve. */
public final class Workers {

  private Workers() {}

  /**
   * @return comes on the event loop of the request; fails with what the work threw
   */
  public static <T> CompletionStage<T> run(RoutingContext call, Callable<T> work) {
    boolean ordered = false;
    return call.vertx().executeBlocking(work, ordered).toCompletionStage();
  }
}
