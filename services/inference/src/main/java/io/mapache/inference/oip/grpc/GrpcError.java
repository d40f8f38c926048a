package io.mapache.inference.oip.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.mapache.inference.oip.Rejection;

/** An error as gRPC says it. */
final class GrpcError {

  private GrpcError() {}

  static StatusRuntimeException of(Rejection rejection) {
    return status(rejection.kind()).withDescription(rejection.message()).asRuntimeException();
  }

  private static Status status(Rejection.Kind kind) {
    return switch (kind) {
      case INVALID -> Status.INVALID_ARGUMENT;
      case NOT_FOUND -> Status.NOT_FOUND;
      case TOO_LARGE, OVERLOADED -> Status.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Status.UNAVAILABLE;
      case LATE -> Status.DEADLINE_EXCEEDED;
      case FAULT -> Status.INTERNAL;
    };
  }
}
