package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.config.PredictionProperties;
import io.mapache.inference.prediction.micrometer.PredictionMeters;
import io.mapache.inference.web.Arrival;
import io.mapache.inference.web.ProblemReason;
import io.mapache.inference.web.Workers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers requests whose bodies are there. Nobody waits in here. */
@Singleton
class PredictCalls {

  private final Bodies bodies;
  private final Answers answers;
  private final PredictionMeters meters;
  private final int maxSeveral;
  private final int maxImages;

  PredictCalls(
      Bodies bodies, Answers answers, PredictionMeters meters, PredictionProperties properties) {
    this.bodies = bodies;
    this.answers = answers;
    this.meters = meters;
    this.maxSeveral = properties.maxSeveralOrRefuse();
    this.maxImages = properties.maxImagesOrRefuse();
  }

  /**
   * @param body released here
   * @return comes on a thread that must not be held up
   * @throws jakarta.ws.rs.WebApplicationException with the problem of a request that is no question
   */
  CompletionStage<Response> answer(
      String model, HttpHeaders headers, RoutingContext call, Bodies.Body body) {
    if (body instanceof Bodies.Body.Whole whole) {
      return bodies.using(whole, () -> answer(model, headers, call, whole.bytes()));
    }
    return refused(
        model,
        call,
        body instanceof Bodies.Body.TooLarge large
            ? new Prediction.TooLarge(large.limit())
            : new Prediction.Overloaded());
  }

  private CompletionStage<Response> answer(
      String model, HttpHeaders headers, RoutingContext call, byte[] body) {
    PredictRequest request = PredictRequest.of(model, call, headers.getAcceptableMediaTypes());
    MediaType type = headers.getMediaType();
    BodyForm form = BodyForm.of(type);
    if (form == BodyForm.IMAGE) {
      return answer(request, form.unpack(request.id(), type, body, 1));
    }
    requireRoom(body.length);
    return bodies
        .withRoom(
            body.length,
            () ->
                Workers.run(call, () -> form.unpack(request.id(), type, body, maxImages))
                    .thenCompose(parts -> answer(request, parts)))
        .orElseGet(() -> refused(model, call, new Prediction.Overloaded()));
  }

  private CompletionStage<Response> answer(PredictRequest request, Parts parts) {
    if (request.picture() && parts.several()) {
      throw ProblemReason.NOT_ACCEPTABLE
          .problem("image/png is of one image: ask for application/json, whose overlays are PNG")
          .thrown();
    }
    return answers
        .of(request, parts.all())
        .thenApply(all -> PredictResponse.of(request, parts, all));
  }

  private void requireRoom(int length) {
    if (length > maxSeveral) {
      throw ProblemReason.TOO_LARGE
          .problem(
              "a request with several images has %,d bytes at most: send some of them in another"
                  .formatted(maxSeveral))
          .thrown();
    }
  }

  private CompletionStage<Response> refused(
      String model, RoutingContext call, Prediction prediction) {
    meters.record(model, prediction, System.nanoTime() - Arrival.of(call));
    return CompletableFuture.completedFuture(PredictResponse.problem(prediction));
  }
}
