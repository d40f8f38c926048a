package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ModelHeld;
import io.mapache.contracts.event.ModelPromoted;
import io.mapache.contracts.event.ModelRolledBack;
import io.mapache.contracts.event.ModelRouted;
import io.mapache.contracts.training.JobResult;
import io.mapache.trainer.journal.MemoryJournal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Live GOOD = new Live(1_000, 0, 200, 190);
  private static final Live BAD = new Live(1_000, 0, 200, 120);

  private final MemoryJournal journal = new MemoryJournal();
  private final ModelLog models = new ModelLog();
  private final Registrar registrar = registrar(models);
  private final Traffic traffic = new Traffic(registrar);
  private final Map<Integer, Live> live = new HashMap<>();
  private final Guard guard = guard(models);

  private Registrar registrar(ModelLog log) {
    return new Registrar(log, dataset -> true, journal, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Guard guard(ModelLog log) {
    Registrar writer = registrar(log);
    LiveNumbers numbers =
        new LiveNumbers() {
          @Override
          public Live of(String model, int version) {
            return live.getOrDefault(version, Live.NONE);
          }

          @Override
          public Live onTrial(String model, int version, Instant since) {
            return of(model, version);
          }
        };
    return new Guard(
        log,
        numbers,
        training -> Optional.of(Digest.of("snapshot of " + training)),
        writer,
        new Traffic(writer));
  }

  @BeforeEach
  void twoChampionsInARow() throws InterruptedException {
    journal.follow(models::apply);
    settle("t1", "snapshot of t1");
    settle("t2", "snapshot of t2");
    live.put(2, GOOD);
  }

  @Test
  void aChampionThatIsWorseIsRolledBackWithTheNumbers() throws InterruptedException {
    live.put(4, BAD);

    guard.look();

    assertThat(champion()).isEqualTo(2);
    ModelRolledBack event = last(ModelRolledBack.class);
    assertThat(event.by()).isEqualTo("guard");
    assertThat(event.reason())
        .startsWith("version 4 since its promotion: 80 of 200 judged answers are wrong (40.00 %)");
    assertThat(event.barred()).isEqualTo(Digest.of("snapshot of t2"));
  }

  @Test
  void aChampionThatIsAsGoodStays() throws InterruptedException {
    live.put(4, GOOD);
    List<Event> before = journal.events();

    guard.look();

    assertThat(journal.events()).isEqualTo(before);
  }

  @Test
  void theFirstChampionHasNothingToGoBackTo() throws InterruptedException {
    registrar.rollback("pets", Optional.empty(), "ann", "x");
    live.put(2, BAD);
    List<Event> before = journal.events();

    guard.look();

    assertThat(journal.events()).isEqualTo(before);
  }

  @Test
  void whatTheGuardBroughtBackStaysWhateverItDoes() throws InterruptedException {
    settle("t3", "snapshot of t3");
    live.put(4, GOOD);
    live.put(6, BAD);
    guard.look();
    assertThat(champion()).isEqualTo(4);
    live.put(4, BAD);
    List<Event> before = journal.events();

    guard.look();

    assertThat(journal.events()).isEqualTo(before);
  }

  @Test
  void aTrainerThatReadsTheLogAnewRollsNothingBackAgain() throws InterruptedException {
    live.put(4, BAD);
    guard.look();
    live.put(2, BAD);
    List<Event> before = journal.events();
    ModelLog readAnew = new ModelLog();
    before.forEach(readAnew::apply);
    before.forEach(readAnew::apply);

    guard(readAnew).look();

    assertThat(readAnew.find("pets").flatMap(Model::champion).map(Version::number)).contains(2);
    assertThat(journal.events()).isEqualTo(before);
  }

  @Test
  void afterItTheSameSnapshotIsHeldForAnOperator() throws InterruptedException {
    live.put(4, BAD);
    guard.look();

    settle("t3", "snapshot of t2");

    assertThat(champion()).isEqualTo(2);
    assertThat(last(ModelHeld.class).reason())
        .startsWith("the guard rolled back a version of the same snapshot, ");
  }

  @Test
  void afterItANewSnapshotIsPromotedAndTheBarIsGone() throws InterruptedException {
    live.put(4, BAD);
    guard.look();

    settle("t3", "snapshot of t3");
    settle("t4", "snapshot of t2");

    assertThat(last(ModelPromoted.class).version()).isEqualTo(8);
    assertThat(champion()).isEqualTo(8);
  }

  @Test
  void anOperatorMayPromoteItAgainAndThenItIsOnTrialAgain() throws InterruptedException {
    live.put(4, BAD);
    guard.look();

    registrar.promote("pets", 4, "ann", "the labels were wrong");
    assertThat(champion()).isEqualTo(4);
    guard.look();

    assertThat(champion()).isEqualTo(2);
  }

  @Test
  void aCanaryThatIsWorseThanTheChampionEnds() throws InterruptedException {
    live.put(4, GOOD);
    traffic.canary("pets", new ModelRouted.Canary(3, 10, null), "ann", "try it");
    guard.look();
    assertThat(model().routing().canary()).isPresent();
    live.put(3, BAD);

    guard.look();

    assertThat(model().routing().canary()).isEmpty();
    ModelRouted event = last(ModelRouted.class);
    assertThat(event.by()).isEqualTo("guard");
    assertThat(event.reason())
        .startsWith("version 3 as canary: 80 of 200 judged answers are wrong");
    assertThat(champion()).isEqualTo(4);
  }

  @Test
  void aShadowIsNotOnTrial() throws InterruptedException {
    live.put(4, GOOD);
    live.put(3, BAD);
    traffic.shadow("pets", 3, "ann", "look at it");

    guard.look();

    assertThat(model().routing().shadow()).contains(3);
  }

  private void settle(String training, String snapshot) throws InterruptedException {
    JobResult result = Results.result(training, Digest.of(snapshot), Results.comparison(5, 15));
    registrar.settle(new Graduate(training, "photos", "pets", NOW, result));
  }

  private int champion() {
    return model().champion().orElseThrow().number();
  }

  private Model model() {
    return models.find("pets").orElseThrow();
  }

  private <E extends Event> E last(Class<E> type) {
    return journal.events().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((one, other) -> other)
        .orElseThrow();
  }
}
