package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ModelHeld;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRejected;
import io.mapache.contracts.training.Comparison;
import io.mapache.trainer.journal.MemoryJournal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrarTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final MemoryJournal journal = new MemoryJournal();
  private final ModelLog models = new ModelLog();
  private final Registrar registrar = registrar(dataset -> true);

  @BeforeEach
  void follow() {
    journal.follow(models::apply);
  }

  @Test
  void aFirstTrainingIsRegisteredPromotedAndDeployed() throws InterruptedException {
    registrar.settle(graduate("t1", null));

    Model model = model();
    assertThat(model.versions()).extracting(Version::number).containsExactly(1, 2);
    assertThat(model.champion().orElseThrow().candidate().kind()).isEqualTo("fine-tuned");
    assertThat(lastDeployment())
        .isEqualTo(
            new ModelDeployment(
                "pets",
                1,
                new ModelDeployment.Version(2, Digest.of("fine-tuned of t1")),
                null,
                null,
                null,
                NOW));
  }

  @Test
  void settlingTwiceIsSettlingOnce() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    List<Event> once = journal.events();

    registrar.settle(graduate("t1", null));

    assertThat(journal.events()).isEqualTo(once);
    assertThat(registrar.settled(graduate("t1", null))).isTrue();
  }

  @Test
  void aBetterOneTakesOverAndTheOldOneIsWhatARollbackGoesBackTo() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.settle(graduate("t2", Results.comparison(5, 15)));

    ModelDeployment deployment = lastDeployment();
    assertThat(deployment.revision()).isEqualTo(2);
    assertThat(deployment.champion().version()).isEqualTo(4);
    assertThat(deployment.previous().version()).isEqualTo(2);
  }

  @Test
  void aWorseOneIsRejectedWithItsNumbersAndNothingIsDeployed() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.settle(graduate("t2", Results.comparison(30, 5)));

    assertThat(lastDeployment().revision()).isEqualTo(1);
    ModelRejected rejected = last(ModelRejected.class);
    assertThat(rejected.version()).isEqualTo(4);
    assertThat(rejected.comparison()).isEqualTo(Results.comparison(30, 5));
    assertThat(registrar.settled(graduate("t2", Results.comparison(30, 5)))).isTrue();
  }

  @Test
  void theGateDoesNotOverruleAnOperatorWhoChoseWhileTheTrainingRan() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.promote("pets", 1, "ann", "smaller");
    Graduate ran =
        new Graduate(
            "t2",
            "photos",
            "pets",
            NOW.minusSeconds(5),
            graduate("t2", Results.comparison(5, 15)).result());

    registrar.settle(ran);

    assertThat(model().champion().orElseThrow().number()).isEqualTo(1);
    assertThat(last(ModelRejected.class).reason())
        .startsWith("version 1 became champion while this training ran");
  }

  @Test
  void withoutAComparisonTheChampionStays() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.settle(graduate("t2", null));

    assertThat(model().champion().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void anOperatorPromotesARejectedVersionByNameAndReason() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.settle(graduate("t2", Results.comparison(30, 5)));

    Change change = registrar.promote("pets", 4, "ann", "the test split is stale");

    assertThat(change).isInstanceOf(Change.Done.class);
    assertThat(lastDeployment().champion().version()).isEqualTo(4);
    assertThat(last(ModelPromoted.class).by()).isEqualTo("ann");
    Version overruled = model().version(4).orElseThrow();
    assertThat(overruled.verdict().orElseThrow().by()).isEqualTo("gate");
    assertThat(overruled.overruling().orElseThrow().by()).isEqualTo("ann");
    assertThat(overruled.overruling().orElseThrow().reason()).isEqualTo("the test split is stale");
  }

  @Test
  void aDatasetThatDoesNotPromoteByItselfHasTheVersionHeldForAnOperator()
      throws InterruptedException {
    registrar.settle(graduate("t1", null));
    Registrar cautious = registrar(dataset -> !dataset.equals("photos"));

    cautious.settle(graduate("t2", Results.comparison(5, 15)));

    assertThat(model().champion().orElseThrow().number()).isEqualTo(2);
    assertThat(last(ModelHeld.class).reason())
        .startsWith("dataset 'photos' does not promote by itself. The gate lets it pass: ");
    assertThat(last(ModelHeld.class).comparison()).isEqualTo(Results.comparison(5, 15));
    assertThat(cautious.settled(graduate("t2", Results.comparison(5, 15)))).isTrue();
    cautious.promote("pets", 4, "ann", "looked at it");
    assertThat(model().champion().orElseThrow().number()).isEqualTo(4);
  }

  @Test
  void whatTheGateRefusesIsRefusedWhateverTheDatasetSays() throws InterruptedException {
    registrar.settle(graduate("t1", null));

    registrar(dataset -> false).settle(graduate("t2", Results.comparison(30, 5)));

    assertThat(last(ModelRejected.class).version()).isEqualTo(4);
  }

  @Test
  void promotingTheChampionChangesNothing() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    List<Event> before = journal.events();

    assertThat(registrar.promote("pets", 2, "ann", "sure")).isInstanceOf(Change.Done.class);

    assertThat(journal.events()).isEqualTo(before);
  }

  @Test
  void rollbacksGoBackOneChampionAtATime() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.settle(graduate("t2", Results.comparison(5, 15)));
    registrar.settle(graduate("t3", Results.comparison(5, 15)));

    assertThat(rolledBackTo(Optional.empty())).isEqualTo(4);
    assertThat(rolledBackTo(Optional.empty())).isEqualTo(2);
    assertThat(lastDeployment().previous()).isNull();
    assertThat(lastDeployment().revision()).isEqualTo(5);
    assertThat(registrar.rollback("pets", Optional.empty(), "ann", "bad"))
        .isInstanceOf(Change.Refused.class);
  }

  @Test
  void aRollbackMayNameItsVersion() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    registrar.settle(graduate("t2", Results.comparison(5, 15)));

    assertThat(rolledBackTo(Optional.of(1))).isEqualTo(1);
    assertThat(lastDeployment().previous().version()).isEqualTo(4);
  }

  @Test
  void whatDoesNotExistIsUnknown() throws InterruptedException {
    registrar.settle(graduate("t1", null));

    assertThat(registrar.promote("pets", 9, "ann", "x")).isInstanceOf(Change.Unknown.class);
    assertThat(registrar.promote("cars", 1, "ann", "x")).isInstanceOf(Change.Unknown.class);
    assertThat(registrar.rollback("pets", Optional.of(9), "ann", "x"))
        .isInstanceOf(Change.Unknown.class);
  }

  @Test
  void aDeploymentThatAFailureKeptBackIsPublishedLater() throws InterruptedException {
    registrar.settle(graduate("t1", null));
    List<Event> withoutDeployment =
        journal.events().stream().filter(event -> !(event instanceof ModelDeployment)).toList();
    ModelLog restarted = new ModelLog();
    MemoryJournal half = new MemoryJournal();
    half.follow(restarted::apply);
    withoutDeployment.forEach(half::append);

    new Registrar(restarted, dataset -> true, half, Clock.systemUTC()).catchUp();

    assertThat(half.events()).isEqualTo(journal.events());
  }

  private Registrar registrar(Policies policies) {
    return new Registrar(models, policies, journal, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Graduate graduate(String training, Comparison comparison) {
    return new Graduate(
        training,
        "photos",
        "pets",
        NOW,
        Results.result(training, Digest.of("manifest"), comparison));
  }

  private int rolledBackTo(Optional<Integer> to) throws InterruptedException {
    Change change = registrar.rollback("pets", to, "ann", "complaints");
    return ((Change.Done) change).model().champion().orElseThrow().number();
  }

  private Model model() {
    return models.find("pets").orElseThrow();
  }

  private ModelDeployment lastDeployment() {
    return last(ModelDeployment.class);
  }

  private <E extends Event> E last(Class<E> type) {
    return journal.events().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((one, other) -> other)
        .orElseThrow();
  }
}
