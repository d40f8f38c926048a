package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.config.PredictionProperties;
import io.mapache.inference.prediction.micrometer.PredictionMeters;
import io.mapache.inference.web.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An image in, its class out. */
@Singleton
@Path("/v1/models/{model}/predict")
@Produces(MediaType.APPLICATION_JSON)
public class PredictResource {

  private final Predictor predictor;
  private final PredictionMeters meters;
  private final Bodies bodies;

  PredictResource(Predictor predictor, PredictionMeters meters, PredictionProperties properties) {
    this.predictor = predictor;
    this.meters = meters;
    this.bodies = new Bodies(properties.maxBody(), properties.maxBodies());
  }

  /**
   * On a worker thread while the image comes in; nothing waits for the answer.
   *
   * @param top how many classes to tell; 0 for all
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Blocking
  public CompletionStage<Response> predict(
      @PathParam("model") String model,
      @QueryParam("top") @DefaultValue("0") String top,
      @HeaderParam(RequestId.HEADER) String given,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long announced,
      InputStream image)
      throws IOException {
    long start = System.nanoTime();
    int classes = parseTop(top);
    if (classes < 0) {
      return CompletableFuture.completedFuture(
          Problem.of(400, "top: '" + top + "' (expected: a whole number of at least 1)")
              .response());
    }
    Bodies.Body body = bodies.read(image, announced);
    if (body instanceof Bodies.Body.TooLarge tooLarge) {
      meters.count(model, "too-large");
      return CompletableFuture.completedFuture(tooLarge(tooLarge.limit()));
    }
    if (body instanceof Bodies.Body.Whole whole) {
      String id = RequestId.of(given);
      return predictor
          .predict(model, whole.bytes())
          .whenComplete(
              (prediction, failure) -> {
                bodies.release(whole);
                meters.record(model, prediction, System.nanoTime() - start);
              })
          .thenApply(prediction -> PredictResponse.of(id, prediction, classes));
    }
    Prediction overloaded = new Prediction.Overloaded();
    meters.record(model, overloaded, System.nanoTime() - start);
    return CompletableFuture.completedFuture(PredictResponse.of(given, overloaded, classes));
  }

  private static int parseTop(String top) {
    try {
      int classes = Integer.parseInt(top);
      return classes == 0 ? Integer.MAX_VALUE : classes;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Response tooLarge(int limit) {
    return Problem.because(
            413,
            "the image has more than %,d bytes: send a smaller one".formatted(limit),
            "too-large")
        .response();
  }
}
