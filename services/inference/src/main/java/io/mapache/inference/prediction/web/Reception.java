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
 * and one that is so slow that its room is others' loss is cut off.
 */
final class Reception {

  private final HttpServerRequest request;
  private final Upload upload;
  private final Vertx vertx;
  private final long least;
  private final long watch;
  private final CompletableFuture<Body> body = new CompletableFuture<>();
  private long lately; // bytes since the last look

  private Reception(RoutingContext call, Upload upload, Pace pace) {
    this.request = call.request();
    this.upload = upload;
    this.vertx = call.vertx();
    this.least = pace.leastBytes();
    this.watch = vertx.setPeriodic(pace.millis(), timer -> cutOffIfSlow());
  }

  /**
   * What a sender has to keep up.
   *
   * @param leastBytes in any {@code millis}, until its body is whole
   */
  record Pace(long leastBytes, long millis) {}

  /**
   * On the event loop, before anything of the body was read.
   *
   * @param pace of senders that are not cut off
   * @return comes there, too; never if the sender goes away
   */
  static CompletionStage<Body> of(RoutingContext call, Upload upload, Pace pace) {
    return new Reception(call, upload, pace).begin();
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
    lately += piece.length();
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

  private void cutOffIfSlow() {
    if (lately < least) {
      request.response().reset();
      abandon(); // HTTP/2 tells the other side of a reset, not us
    }
    lately = 0;
  }
}
