package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelRouted;
import io.mapache.trainer.journal.MemoryJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final MemoryJournal journal = new MemoryJournal();
  private final ModelLog models = new ModelLog();
  private final Registrar registrar = registrar(NOW);
  private final Traffic traffic = new Traffic(registrar);

  /** Version 2 is the champion; 1 is registered. */
  @BeforeEach
  void oneTraining() throws InterruptedException {
    journal.follow(models::apply);
    registrar.settle(
        new Graduate("t1", "photos", "pets", NOW, Results.result("t1", Digest.of("m"), null)));
  }

  @Test
  void aCanaryIsDeployedWithItsShareAndWhatItSticksTo() throws InterruptedException {
    canary(1, 12.5, "X-User");

    ModelDeployment deployment = lastDeployment();
    assertThat(deployment.revision()).isEqualTo(2);
    assertThat(deployment.champion().version()).isEqualTo(2);
    assertThat(deployment.canary())
        .isEqualTo(
            new ModelDeployment.Canary(
                new ModelDeployment.Version(1, Digest.of("frozen of t1")), 12.5, "X-User"));
    assertThat(deployment.shadow()).isNull();
  }

  @Test
  void aShadowIsDeployed() throws InterruptedException {
    traffic.shadow("pets", 1, "ann", "look at it");

    assertThat(lastDeployment().shadow().version()).isEqualTo(1);
    assertThat(lastDeployment().canary()).isNull();
  }

  @Test
  void aVersionHasOneRole() throws InterruptedException {
    traffic.shadow("pets", 1, "ann", "look at it");
    canary(1, 10, null);
    assertThat(lastDeployment().shadow()).isNull();
    assertThat(lastDeployment().canary().version().version()).isEqualTo(1);

    traffic.shadow("pets", 1, "ann", "no more answers");

    assertThat(lastDeployment().canary()).isNull();
    assertThat(lastDeployment().shadow().version()).isEqualTo(1);
  }

  @Test
  void bothEnd() throws InterruptedException {
    canary(1, 10, null);
    traffic.endCanary("pets", "ann", "seen enough");
    assertThat(lastDeployment().canary()).isNull();
    traffic.shadow("pets", 1, "ann", "look at it");
    traffic.endShadow("pets", "ann", "seen enough");

    assertThat(lastDeployment().shadow()).isNull();
    assertThat(lastDeployment().revision()).isEqualTo(5);
  }

  @Test
  void whatIsSaidTwiceIsDoneOnce() throws InterruptedException {
    canary(1, 10, null);
    List<Event> once = journal.events();

    assertThat(canary(1, 10, null)).isInstanceOf(Change.Done.class);
    assertThat(traffic.endShadow("pets", "ann", "x")).isInstanceOf(Change.Done.class);

    assertThat(journal.events()).isEqualTo(once);
  }

  @Test
  void promotingTheCanaryEndsIt() throws InterruptedException {
    canary(1, 10, null);

    registrar.promote("pets", 1, "ann", "it is better");

    assertThat(lastDeployment().champion().version()).isEqualTo(1);
    assertThat(lastDeployment().canary()).isNull();
    assertThat(lastDeployment().previous().version()).isEqualTo(2);
  }

  @Test
  void anotherShareDoesNotBeginTheTrialAnew() throws InterruptedException {
    canary(1, 10, null);

    new Traffic(registrar(NOW.plus(Duration.ofHours(1))))
        .canary("pets", new ModelRouted.Canary(1, 50, null), "ann", "more");

    Model model = models.find("pets").orElseThrow();
    assertThat(lastDeployment().canary().percent()).isEqualTo(50);
    assertThat(model.onTrialSince(1)).contains(NOW);
  }

  @Test
  void whatCannotBeMeantIsInvalid() throws InterruptedException {
    for (double percent : new double[] {0, -1, 100, 101, Double.NaN}) {
      assertThat(canary(1, percent, null)).isInstanceOf(Change.Invalid.class);
    }
    assertThat(canary(1, 10, "not a header")).isInstanceOf(Change.Invalid.class);
  }

  @Test
  void whatIsNotThereIsUnknownAndTheChampionIsRefused() throws InterruptedException {
    assertThat(canary(9, 10, null)).isEqualTo(new Change.Unknown("model 'pets' has no version 9"));
    assertThat(traffic.shadow("cars", 1, "ann", "x")).isInstanceOf(Change.Unknown.class);
    assertThat(canary(2, 10, null)).isInstanceOf(Change.Refused.class);
    assertThat(traffic.shadow("pets", 2, "ann", "x")).isInstanceOf(Change.Refused.class);
  }

  @Test
  void aChangeOfTrafficIsNoChangeOfTheChampionToATrainingThatRuns() throws InterruptedException {
    new Traffic(registrar(NOW.plusSeconds(10))).shadow("pets", 1, "ann", "look at it");

    registrar.settle(
        new Graduate(
            "t2",
            "photos",
            "pets",
            NOW.plusSeconds(5),
            Results.result("t2", Digest.of("m2"), Results.comparison(5, 15))));

    assertThat(lastDeployment().champion().version()).isEqualTo(4);
    assertThat(lastDeployment().shadow().version()).isEqualTo(1);
  }

  @Test
  void everyEventThatComesAgainChangesNothing() throws InterruptedException {
    canary(1, 10, "X-User");
    traffic.shadow("pets", 1, "ann", "x");
    registrar.promote("pets", 1, "ann", "x");
    Model once = models.find("pets").orElseThrow();

    journal.events().forEach(models::apply);

    assertThat(models.find("pets")).isEqualTo(Optional.of(once));
  }

  private Registrar registrar(Instant at) {
    return new Registrar(models, dataset -> true, journal, Clock.fixed(at, ZoneOffset.UTC));
  }

  private Change canary(int version, double percent, String stickyKey) throws InterruptedException {
    return traffic.canary(
        "pets", new ModelRouted.Canary(version, percent, stickyKey), "ann", "try it");
  }

  private ModelDeployment lastDeployment() {
    return journal.events().stream()
        .filter(ModelDeployment.class::isInstance)
        .map(ModelDeployment.class::cast)
        .reduce((one, other) -> other)
        .orElseThrow();
  }
}
