package io.mapache.inference.oip.grpc;

import io.grpc.StatusRuntimeException;
import io.mapache.inference.oip.Catalogue;
import io.mapache.inference.oip.InferAnswer;
import io.mapache.inference.oip.Inference;
import io.mapache.inference.oip.RejectedException;
import io.mapache.inference.oip.Rejection;
import io.mapache.inference.oip.Rejections;
import io.mapache.inference.oip.ServerMetadata;
import io.mapache.inference.oip.grpc.protocol.GRPCInferenceService;
import io.mapache.inference.oip.grpc.protocol.ModelInferRequest;
import io.mapache.inference.oip.grpc.protocol.ModelInferResponse;
import io.mapache.inference.oip.grpc.protocol.ModelMetadataRequest;
import io.mapache.inference.oip.grpc.protocol.ModelMetadataResponse;
import io.mapache.inference.oip.grpc.protocol.ModelReadyRequest;
import io.mapache.inference.oip.grpc.protocol.ModelReadyResponse;
import io.mapache.inference.oip.grpc.protocol.ServerLiveRequest;
import io.mapache.inference.oip.grpc.protocol.ServerLiveResponse;
import io.mapache.inference.oip.grpc.protocol.ServerMetadataRequest;
import io.mapache.inference.oip.grpc.protocol.ServerMetadataResponse;
import io.mapache.inference.oip.grpc.protocol.ServerReadyRequest;
import io.mapache.inference.oip.grpc.protocol.ServerReadyResponse;
import io.mapache.inference.prediction.Question;
import io.mapache.inference.prediction.web.Bodies;
import io.mapache.inference.web.EventLoop;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** The Open Inference Protocol, version 2, over gRPC, on the port of HTTP. */
@GrpcService
public class OpenInferenceService implements GRPCInferenceService {

  private static final Logger LOG = Logger.getLogger(OpenInferenceService.class);

  private final Catalogue catalogue;
  private final Inference inference;
  private final Bodies bodies;

  OpenInferenceService(Catalogue catalogue, Inference inference, Bodies bodies) {
    this.catalogue = catalogue;
    this.inference = inference;
    this.bodies = bodies;
  }

  @Override
  public Uni<ServerLiveResponse> serverLive(ServerLiveRequest request) {
    return Uni.createFrom().item(ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public Uni<ServerReadyResponse> serverReady(ServerReadyRequest request) {
    return answer(() -> ServerReadyResponse.newBuilder().setReady(catalogue.isReady()).build());
  }

  @Override
  public Uni<ModelReadyResponse> modelReady(ModelReadyRequest request) {
    return answer(
        () -> {
          OptionalInt version = Catalogue.version(request.getName(), request.getVersion());
          boolean ready = catalogue.answers(request.getName(), version);
          return ModelReadyResponse.newBuilder().setReady(ready).build();
        });
  }

  @Override
  public Uni<ServerMetadataResponse> serverMetadata(ServerMetadataRequest request) {
    ServerMetadata server = catalogue.server();
    return answer(
        () ->
            ServerMetadataResponse.newBuilder()
                .setName(server.name())
                .setVersion(server.version())
                .addAllExtensions(server.extensions())
                .build());
  }

  @Override
  public Uni<ModelMetadataResponse> modelMetadata(ModelMetadataRequest request) {
    return answer(
        () -> {
          OptionalInt version = Catalogue.version(request.getName(), request.getVersion());
          return GrpcAnswer.of(catalogue.metadata(request.getName(), version));
        });
  }

  /** On a worker thread while the message is read; no thread waits for the answer. */
  @Override
  @Blocking
  public Uni<ModelInferResponse> modelInfer(ModelInferRequest message) {
    boolean raw = message.getRawInputContentsCount() > 0;
    long start = System.nanoTime();
    try {
      CompletionStage<InferAnswer> answer = infer(message, start);
      return Uni.createFrom()
          .completionStage(answer)
          .map(given -> response(given, raw))
          .onFailure(fault -> !(fault instanceof StatusRuntimeException))
          .transform(OpenInferenceService::fault);
    } catch (RejectedException e) {
      return Uni.createFrom().failure(GrpcError.of(e.rejection()));
    }
  }

  private CompletionStage<InferAnswer> infer(ModelInferRequest message, long startNanos)
      throws RejectedException {
    int size = message.getSerializedSize();
    if (!bodies.hold(size)) {
      throw new RejectedException(Rejections.noRoom());
    }
    CompletionStage<InferAnswer> answer;
    try {
      Question question = question(message, CallHeaders.current(), startNanos);
      answer =
          inference.infer(
              question, size, contract -> GrpcRequest.read(contract, message), startNanos);
    } catch (Throwable e) {
      bodies.release(size);
      throw e;
    }
    return answer.whenComplete((done, fault) -> bodies.release(size));
  }

  private static Question question(ModelInferRequest message, CallHeaders headers, long startNanos)
      throws RejectedException {
    String model = message.getModelName();
    return new Question(
        model,
        Catalogue.version(model, message.getModelVersion()),
        headers::text,
        headers.deadline(startNanos),
        false,
        EventLoop.ofThisCall());
  }

  private static ModelInferResponse response(InferAnswer answer, boolean raw) {
    if (answer instanceof InferAnswer.Rejected rejected) {
      throw GrpcError.of(rejected.why());
    }
    return GrpcAnswer.of((InferAnswer.Inferred) answer, raw);
  }

  private static <T> Uni<T> answer(Callable<T> call) {
    try {
      return Uni.createFrom().item(call.call());
    } catch (RejectedException e) {
      return Uni.createFrom().failure(GrpcError.of(e.rejection()));
    } catch (Exception e) {
      return Uni.createFrom().failure(fault(e));
    }
  }

  private static StatusRuntimeException fault(Throwable e) {
    LOG.error("a request failed by a fault of ours", e);
    return GrpcError.of(Rejection.fault());
  }
}
