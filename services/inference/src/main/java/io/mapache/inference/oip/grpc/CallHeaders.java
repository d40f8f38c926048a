package io.mapache.inference.oip.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.mapache.inference.batching.Deadline;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers of a gRPC call.
 *
 * @param metadata read by the thread of the call alone
 */
record CallHeaders(Metadata metadata) {

  private static final Context.Key<CallHeaders> CURRENT = Context.key("headers");

  /** As gRPC writes it; the server on the port of HTTP leaves it to us. */
  private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,8})([HMSmun])");

  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "H", TimeUnit.HOURS,
          "M", TimeUnit.MINUTES,
          "S", TimeUnit.SECONDS,
          "m", TimeUnit.MILLISECONDS,
          "u", TimeUnit.MICROSECONDS,
          "n", TimeUnit.NANOSECONDS);

  /** Those of the call that runs on this thread. */
  static CallHeaders current() {
    return CURRENT.get();
  }

  /** A text header by its name, in any case. */
  Optional<String> text(String name) {
    return Optional.ofNullable(
        metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }

  /**
   * When the caller gives up.
   *
   * @param startNanos when the call began, on the clock of {@link System#nanoTime}
   */
  Deadline deadline(long startNanos) {
    return text("grpc-timeout")
        .map(TIMEOUT::matcher)
        .filter(Matcher::matches)
        .map(parts -> UNITS.get(parts.group(2)).toNanos(Long.parseLong(parts.group(1))))
        .map(nanos -> Deadline.at(startNanos + nanos))
        .orElse(Deadline.none());
  }

  /** Hands them from the transport to the method that answers. */
  @GlobalInterceptor
  @Singleton
  static class Interceptor implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
      Context context = Context.current().withValue(CURRENT, new CallHeaders(metadata));
      return Contexts.interceptCall(context, call, metadata, next);
    }
  }
}
