package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRegistered;
import io.mapache.contracts.event.ModelRejected;
import io.mapache.contracts.event.ModelRolledBack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelLogTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final List<Event> STORY =
      List.of(
          registered(1),
          promoted(1, 1),
          deployed(1, 1),
          registered(2),
          promoted(2, 2),
          deployed(2, 2),
          registered(3),
          new ModelRejected("pets", 3, "gate", "worse", null, NOW),
          new ModelRolledBack("pets", 2, 1, 3, "ann", "complaints", null, NOW),
          deployed(1, 3));

  @Test
  void theStoryLeavesTheRolledBackChampion() {
    Model model = fold(STORY);

    assertThat(model.champion().orElseThrow().number()).isEqualTo(1);
    assertThat(model.previous()).isEmpty();
    assertThat(model.revision()).isEqualTo(3);
    assertThat(model.undeployed()).isEmpty();
    assertThat(model.version(3).orElseThrow().verdict().orElseThrow().outcome())
        .isEqualTo(Verdict.Outcome.REJECTED);
  }

  @Test
  void everyEventThatComesAgainLaterChangesNothing() {
    Model once = fold(STORY);

    for (Event again : STORY) {
      ModelLog log = new ModelLog();
      STORY.forEach(log::apply);
      log.apply(again);

      assertThat(log.find("pets")).as(again.type()).contains(once);
    }
  }

  @Test
  void deploymentsMayBeReadBeforeTheVersionsTheySpeakOf() {
    ModelLog log = new ModelLog();
    STORY.stream().filter(ModelDeployment.class::isInstance).forEach(log::apply);
    STORY.stream().filter(event -> !(event instanceof ModelDeployment)).forEach(log::apply);

    assertThat(log.find("pets")).contains(fold(STORY));
  }

  @Test
  void aModelWithoutVersionsIsNone() {
    ModelLog log = new ModelLog();
    log.apply(deployed(1, 1));

    assertThat(log.find("pets")).isEmpty();
    assertThat(log.all()).isEmpty();
  }

  private static Model fold(List<Event> events) {
    ModelLog log = new ModelLog();
    events.forEach(log::apply);
    return log.find("pets").orElseThrow();
  }

  private static ModelRegistered registered(int version) {
    Digest bundle = Digest.of("bundle " + version);
    return new ModelRegistered(
        "pets", version, bundle, "t" + version, Results.candidate("frozen", bundle, 0.9), NOW);
  }

  private static ModelPromoted promoted(int version, long revision) {
    return new ModelPromoted("pets", version, revision, "gate", "better", null, NOW);
  }

  private static ModelDeployment deployed(int version, long revision) {
    return new ModelDeployment(
        "pets",
        revision,
        new ModelDeployment.Version(version, Digest.of("bundle " + version)),
        null,
        null,
        null,
        NOW);
  }
}
