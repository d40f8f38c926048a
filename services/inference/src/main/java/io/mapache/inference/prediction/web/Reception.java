package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.web.Bodies.Body;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes one body in on the event loop of its connection: a sender that is slow holds up no thread,
 * and one that sends nothing for a while is cut off.
 */
final class Reception {

  private final HttpServerRequest request;
  private final Upload upload;
  private final Vertx vertx;
  private final long watch;
  private final CompletableFuture<Body> body = new CompletableFuture<>();
  private boolean stalled;

  private Reception(RoutingContext call, Upload upload, long stalledMillis) {
    this.request = call.request();
    this.upload = upload;
    this.vertx = call.vertx();
    this.watch = vertx.setPeriodic(stalledMillis, timer -> cutOffIfStalled());
  }

  /**
   * On the event loop, before anything of the body was read.
   *
   * @param stalledMillis without a piece, after which the sender is cut off; twice that at most
   * @return comes there, too; never if the sender goes away
   */
  static CompletionStage<Body> of(RoutingContext call, Upload upload, long stalledMillis) {
    return new Reception(call, upload, stalledMillis).begin();
  }

  private CompletionStage<Body> begin() {
    request.handler(this::take).endHandler(end -> end()).exceptionHandler(gone -> abandon());
    boolean asks =
        HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    if (asks && upload.isRefused()) {
      end();
    } else if (asks) {
      request.response().writeContinue();
    }
    request.resume();
    return body;
  }

  private void take(Buffer piece) {
    stalled = false;
    if (!upload.add(piece)) {
      end();
    }
  }

  private void end() {
    vertx.cancelTimer(watch);
    if (!body.isDone()) {
      body.complete(upload.end());
    }
  }

  private void abandon() {
    vertx.cancelTimer(watch);
    if (!body.isDone()) {
      upload.abandon();
    }
  }

  private void cutOffIfStalled() {
    if (stalled) {
      request.response().reset();
      abandon(); // HTTP/2 tells the other side of a reset, not us
    }
    stalled = true;
  }
}
