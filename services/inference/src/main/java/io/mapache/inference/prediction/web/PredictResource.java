package io.mapache.inference.prediction.web;

import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Predictor;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.prediction.micrometer.PredictionMeters;
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
import java.util.List;
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

  PredictResource(Predictor predictor, PredictionMeters meters, Bodies bodies) {
    this.predictor = predictor;
    this.meters = meters;
    this.bodies = bodies;
  }

  /**
   * On a worker thread while the image comes in; no thread waits for the answer.
   *
   * @param top how many classes to tell; all if absent
   */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Blocking
  public CompletionStage<Response> predict(
      @PathParam("model") String model,
      @QueryParam("top") Top top,
      @HeaderParam(RequestId.HEADER) String requestId,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long announced,
      InputStream image)
      throws IOException {
    long start = System.nanoTime();
    PredictResponse response = new PredictResponse(RequestId.of(requestId), Top.orAll(top));
    return predict(model, bodies.read(image, announced))
        .whenComplete((outcome, fault) -> meters.record(model, outcome, System.nanoTime() - start))
        .thenApply(response::of);
  }

  private CompletionStage<Prediction> predict(String model, Bodies.Body body) {
    if (body instanceof Bodies.Body.Whole whole) {
      return predictor
          .predict(Question.of(model), List.of(new Input.Encoded(whole.bytes())))
          .thenApply(answers -> answers.get(0))
          .whenComplete((outcome, fault) -> bodies.release(whole));
    }
    if (body instanceof Bodies.Body.TooLarge tooLarge) {
      return CompletableFuture.completedFuture(new Prediction.TooLarge(tooLarge.limit()));
    }
    return CompletableFuture.completedFuture(new Prediction.Overloaded());
  }
}
