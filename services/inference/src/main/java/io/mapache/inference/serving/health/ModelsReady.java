package io.mapache.inference.serving.health;

import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.Readiness;
import io.mapache.inference.serving.ServingModels;
import io.mapache.inference.serving.kafka.DeploymentsTopic;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Ready once what is wanted serves. A broker that goes away later takes nothing from what serves,
 * so it is told and no reason to be unready. Of a thousand models that serve it tells how many, of
 * each other one what it is at.
 */
@Singleton
@org.eclipse.microprofile.health.Readiness
class ModelsReady implements HealthCheck {

  private final Readiness readiness;
  private final ServingModels models;
  private final DeploymentsTopic deployments;

  ModelsReady(Readiness readiness, ServingModels models, DeploymentsTopic deployments) {
    this.readiness = readiness;
    this.models = models;
    this.deployments = deployments;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("models").withData("deployments", deployments.health().detail());
    readiness.waitsFor().ifPresent(what -> answer.withData("waitsFor", what));
    long serving = 0;
    for (ModelView view : models.views().values()) {
      if (view.held().stream().allMatch(ModelState.Serving.class::isInstance)) {
        serving++;
      } else {
        describe(view, answer);
      }
    }
    return answer.withData("serving", serving).status(readiness.waitsFor().isEmpty()).build();
  }

  private static void describe(ModelView view, HealthCheckResponseBuilder answer) {
    StringBuilder states = new StringBuilder();
    for (ModelState state : view.states()) {
      states.append(states.length() == 0 ? "" : "; ");
      states.append("version ").append(state.id().version()).append(' ').append(state.name());
      state.reason().ifPresent(why -> states.append(": ").append(why));
    }
    answer.withData(view.model(), states.toString());
  }
}
