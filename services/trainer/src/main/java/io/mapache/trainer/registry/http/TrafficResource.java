package io.mapache.trainer.registry.http;

import io.mapache.contracts.event.ModelRouted;
import io.mapache.trainer.problem.JsonBody;
import io.mapache.trainer.problem.ProblemException;
import io.mapache.trainer.registry.LiveNumbers;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.Role;
import io.mapache.trainer.registry.Traffic;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;

/** Who answers beside the champion, and how all of them do. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class TrafficResource {

  private static final Set<String> CANARY_KEYS =
      Set.of("version", "percent", "stickyKey", "by", "reason");
  private static final Set<String> SHADOW_KEYS = Set.of("version", "by", "reason");

  private final ModelAnswers answers;
  private final Traffic traffic;
  private final LiveNumbers live;

  TrafficResource(ModelAnswers answers, Traffic traffic, LiveNumbers live) {
    this.answers = answers;
    this.traffic = traffic;
    this.live = live;
  }

  @PUT
  @Path("{model}/canary")
  public ModelAnswer canary(String model, byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, CANARY_KEYS);
    ModelRouted.Canary wanted =
        new ModelRouted.Canary(
            wish.requireNumber("version"),
            wish.requireDecimal("percent"),
            wish.text("stickyKey").orElse(null));
    return answers.of(
        traffic.canary(model, wanted, wish.requireText("by"), wish.requireText("reason")));
  }

  /** Also where there is none. */
  @DELETE
  @Path("{model}/canary")
  public ModelAnswer endCanary(String model, @RestQuery String by, @RestQuery String reason)
      throws InterruptedException {
    return answers.of(traffic.endCanary(model, require("by", by), require("reason", reason)));
  }

  @PUT
  @Path("{model}/shadow")
  public ModelAnswer shadow(String model, byte[] body) throws InterruptedException {
    JsonBody wish = JsonBody.of(body, SHADOW_KEYS);
    return answers.of(
        traffic.shadow(
            model,
            wish.requireNumber("version"),
            wish.requireText("by"),
            wish.requireText("reason")));
  }

  /** Also where there is none. */
  @DELETE
  @Path("{model}/shadow")
  public ModelAnswer endShadow(String model, @RestQuery String by, @RestQuery String reason)
      throws InterruptedException {
    return answers.of(traffic.endShadow(model, require("by", by), require("reason", reason)));
  }

  private static String require(String parameter, String value) {
    if (value == null || value.isBlank()) {
      throw new ProblemException(400, parameter + ": missing (expected: a text, as a parameter)");
    }
    return value;
  }

  /**
   * A version of which something is known, or that gets traffic.
   *
   * @param role champion, canary or shadow; null for none
   * @param live null as long as nothing is known
   * @param onTrial what the guard looks at; null for a version that is not on trial
   */
  record LiveVersion(int version, String role, LiveAnswer live, LiveAnswer onTrial) {}

  @GET
  @Path("{model}/live")
  public List<LiveVersion> live(String model) {
    Model found = answers.find(model);
    return found.versions().stream()
        .map(version -> live(found, version.number()))
        .filter(version -> version.role() != null || version.live() != null)
        .toList();
  }

  private LiveVersion live(Model model, int version) {
    return new LiveVersion(
        version,
        Role.of(model, version).map(Role::code).orElse(null),
        LiveAnswer.of(live.of(model.name(), version)).orElse(null),
        model
            .onTrialSince(version)
            .flatMap(since -> LiveAnswer.of(live.onTrial(model.name(), version, since)))
            .orElse(null));
  }
}
