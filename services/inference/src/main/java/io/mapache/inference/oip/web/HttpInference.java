package io.mapache.inference.oip.web;

import io.mapache.inference.batching.Deadline;
import io.mapache.inference.oip.Catalogue;
import io.mapache.inference.oip.Contract;
import io.mapache.inference.oip.InferAnswer;
import io.mapache.inference.oip.InferRequest;
import io.mapache.inference.oip.Inference;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.Rejections;
import io.mapache.inference.oip.json.JsonAnswer;
import io.mapache.inference.oip.json.JsonRequest;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.prediction.web.Bodies;
import io.mapache.inference.web.Arrival;
import io.mapache.inference.web.EventLoop;
import io.mapache.inference.web.RequestTimeout;
import io.mapache.inference.web.Workers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An inference request over HTTP, from its body to its answer. Any thread. */
@Singleton
class HttpInference {

  /** Bytes of JSON at the start of a body; the rest is binary data. */
  private static final String JSON_LENGTH = "Inference-Header-Content-Length";

  private final Inference inference;
  private final Bodies bodies;

  HttpInference(Inference inference, Bodies bodies) {
    this.inference = inference;
    this.bodies = bodies;
  }

  /**
   * On the event loop; the body is read on a worker thread once it is there. What is wrong is told
   * after that: who is told while sending may not hear it.
   */
  CompletionStage<Response> infer(
      String model, String version, HttpHeaders headers, RoutingContext call) {
    return bodies
        .receive(call)
        .thenCompose(body -> Workers.run(call, () -> infer(model, version, headers, call, body)))
        .thenCompose(answer -> answer);
  }

  private CompletionStage<Response> infer(
      String model, String version, HttpHeaders headers, RoutingContext call, Bodies.Body received)
      throws RejectedException {
    long start = Arrival.of(call);
    Bodies.Body.Whole body = whole(received);
    CompletionStage<InferAnswer> answer;
    try {
      requirePlain(headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
      Question question = question(model, version, headers, start);
      String jsonLength = headers.getHeaderString(JSON_LENGTH);
      answer =
          inference.infer(
              question,
              body.bytes().length,
              contract -> read(contract, body.bytes(), jsonLength),
              start);
    } catch (Throwable e) {
      bodies.release(body);
      throw e;
    }
    return answer
        .whenComplete((done, fault) -> bodies.release(body))
        .thenApply(HttpInference::response);
  }

  private static void requirePlain(@Nullable String encoding) throws RejectedException {
    if (encoding != null && !encoding.equals("identity")) {
      throw RejectedException.invalid("Content-Encoding %s (expected: none)", encoding);
    }
  }

  private static Question question(
      String model, String version, HttpHeaders headers, long startNanos) throws RejectedException {
    return new Question(
        model,
        Catalogue.version(model, version),
        name -> Optional.ofNullable(headers.getHeaderString(name)),
        deadline(headers, startNanos),
        false,
        EventLoop.ofThisCall());
  }

  private static Deadline deadline(HttpHeaders headers, long startNanos) throws RejectedException {
    String header = headers.getHeaderString(RequestTimeout.HEADER);
    return RequestTimeout.deadline(header, startNanos)
        .orElseThrow(() -> RejectedException.invalid(RequestTimeout.EXPECTED));
  }

  private static Bodies.Body.Whole whole(Bodies.Body body) throws RejectedException {
    if (body instanceof Bodies.Body.Whole whole) {
      return whole;
    }
    if (body instanceof Bodies.Body.TooLarge large) {
      throw new RejectedException(Rejections.tooLarge(large.limit()));
    }
    throw new RejectedException(Rejections.noRoom());
  }

  /**
   * @param jsonLength bytes of JSON; null for all
   */
  private static InferRequest read(Contract contract, byte[] body, @Nullable String jsonLength)
      throws RejectedException {
    if (jsonLength == null) {
      return JsonRequest.read(contract, body, body.length);
    }
    if (jsonLength.matches("[0-9]{1,9}") && Integer.parseInt(jsonLength) <= body.length) {
      return JsonRequest.read(contract, body, Integer.parseInt(jsonLength));
    }
    throw RejectedException.invalid(
        "%s: %s (expected: at most the length of the body, %d)",
        JSON_LENGTH, jsonLength, body.length);
  }

  private static Response response(InferAnswer answer) {
    if (answer instanceof InferAnswer.Rejected rejected) {
      return ErrorAnswer.of(rejected.why());
    }
    JsonAnswer written = JsonAnswer.of((InferAnswer.Inferred) answer);
    Response.ResponseBuilder response = Response.ok(written.bytes());
    return written.isBinary()
        ? response
            .type(MediaType.APPLICATION_OCTET_STREAM)
            .header(JSON_LENGTH, written.jsonLength())
            .build()
        : response.type(MediaType.APPLICATION_JSON).build();
  }
}
