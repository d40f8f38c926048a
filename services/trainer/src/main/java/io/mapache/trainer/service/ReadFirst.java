package io.mapache.trainer.service;

import io.mapache.trainer.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Nobody is answered out of half-read topics. */
class ReadFirst {

  private final Lifecycle lifecycle;

  ReadFirst(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @ServerRequestFilter
  void refuseUntilReady(ContainerRequestContext request) {
    if (!lifecycle.ready()) {
      throw new ProblemException(
          503, "the trainer is reading its topics, or waits for Kafka: try again in a moment");
    }
  }
}
