package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final ModelVersion OLD = version(1);
  private static final ModelVersion NEW = version(2);
  private static final ModelVersion OTHER = version(3);
  private static final Instant NOW = Instant.EPOCH;

  @Test
  void loadsWhatIsWantedAndNotThere() {
    assertThat(next(wants(NEW))).hasValue(load(NEW));
  }

  @Test
  void loadsWhatIsWantedInsteadOfWhatAnswers() {
    assertThat(next(wants(NEW).with(serving(OLD)).answering(OLD, NOW))).hasValue(load(NEW));
  }

  @Test
  void waitsForWhatIsOnItsWay() {
    ModelView view = wants(NEW).with(serving(OLD)).answering(OLD, NOW);
    assertThat(next(view.with(new ModelState.Loading(NEW)))).isEmpty();
  }

  @Test
  void letsTheWantedVersionAnswerOnceItServesAndOnlyThenLetsGoOfTheOldOne() {
    ModelView view = wants(NEW).with(serving(OLD)).answering(OLD, NOW).with(serving(NEW));
    assertThat(next(view)).hasValue(step(Plan.Kind.ANSWER, NEW));
    assertThat(next(view.answering(NEW, NOW))).hasValue(step(Plan.Kind.RETIRE, OLD));
    assertThat(next(view.answering(NEW, NOW).without(OLD))).isEmpty();
  }

  @Test
  void keepsThePreviousChampion() {
    ModelView view =
        wants(NEW, null, null, OLD).with(serving(OLD)).with(serving(NEW)).answering(NEW, NOW);
    assertThat(next(view)).isEmpty();
  }

  @Test
  void loadsThePreviousChampionLastAndNotBeforeSomethingAnswers() {
    ModelView view = wants(NEW, OTHER, null, OLD);
    assertThat(next(view.with(new ModelState.Loading(NEW)))).hasValue(load(OTHER));
    ModelView ready = view.with(serving(OTHER)).with(new ModelState.Loading(NEW));
    assertThat(next(ready)).isEmpty();
    assertThat(next(ready.with(serving(NEW)).answering(NEW, NOW))).hasValue(load(OLD));
  }

  @Test
  void theCanaryThatBecomesChampionIsLoadedAlready() {
    ModelView view = wants(NEW).with(serving(OLD)).answering(OLD, NOW).with(serving(NEW));
    assertThat(next(view)).hasValue(step(Plan.Kind.ANSWER, NEW));
  }

  @Test
  void aRefusedVersionIsNotTriedAgainUnderTheSameRevision() {
    ModelView view = wants(NEW).with(serving(OLD)).answering(OLD, NOW).with(refused(NEW));
    assertThat(next(view)).isEmpty();
    assertThat(next(view.follow(roster(2, NEW, null, null, null)))).hasValue(load(NEW));
  }

  @Test
  void thePreviousChampionAnswersWhereTheNewOneIsRefusedAndNothingElseIsThere() {
    ModelView view = wants(NEW, null, null, OLD).with(refused(NEW));
    assertThat(next(view)).hasValue(load(OLD));
    assertThat(next(view.with(serving(OLD)))).hasValue(step(Plan.Kind.ANSWER, OLD));
    ModelView answering = view.with(serving(OLD)).answering(OLD, NOW);
    assertThat(next(answering)).isEmpty();
    assertThat(next(answering.with(serving(NEW)))).hasValue(step(Plan.Kind.ANSWER, NEW));
  }

  @Test
  void aChampionAtRestIsNotWokenByAPlanUnlessAnotherAnswersInItsPlace() {
    ModelView view = wants(NEW).with(resting(NEW));
    assertThat(next(view)).isEmpty();
    assertThat(next(view.with(serving(OLD)).answering(OLD, NOW))).hasValue(load(NEW));
  }

  @Test
  void whatRequestsAskForByNumberIsLoadedAndKept() {
    ModelView view = wants(NEW).with(serving(NEW)).answering(NEW, NOW);
    assertThat(Plan.next(view, Set.of(OLD))).hasValue(load(OLD));
    ModelView pinned = view.with(serving(OLD));
    assertThat(Plan.next(pinned, Set.of(OLD))).isEmpty();
    assertThat(Plan.next(pinned, Set.of())).hasValue(step(Plan.Kind.RETIRE, OLD));
  }

  @Test
  void withdrawsAllOfAModelOfWhichNoVersionIsWanted() {
    ModelView view =
        wants(NEW).with(serving(NEW)).answering(NEW, NOW).follow(roster(2, null, null, null, null));
    assertThat(Plan.next(view, Set.of(NEW))).hasValue(step(Plan.Kind.RETIRE, NEW));
    assertThat(Plan.next(view.without(NEW), Set.of(NEW))).isEmpty();
  }

  private static Optional<Plan.Step> next(ModelView view) {
    return Plan.next(view, Set.of());
  }

  private static Plan.Step load(ModelVersion id) {
    return step(Plan.Kind.LOAD, id);
  }

  private static Plan.Step step(Plan.Kind kind, ModelVersion id) {
    return new Plan.Step(kind, id);
  }

  private static ModelView wants(ModelVersion champion) {
    return wants(champion, null, null, null);
  }

  private static ModelView wants(
      ModelVersion champion, ModelVersion canary, ModelVersion shadow, ModelVersion previous) {
    return ModelView.empty("colours").follow(roster(1, champion, canary, shadow, previous));
  }

  private static Roster roster(
      long revision,
      ModelVersion champion,
      ModelVersion canary,
      ModelVersion shadow,
      ModelVersion previous) {
    return Roster.of(
        Stage.deployment(
            "colours",
            revision,
            wanted(champion),
            canary == null ? null : new ModelDeployment.Canary(wanted(canary), 10, null),
            wanted(shadow),
            wanted(previous)));
  }

  private static ModelDeployment.Version wanted(ModelVersion id) {
    return id == null ? null : new ModelDeployment.Version(id.version(), id.bundle());
  }

  private static ModelVersion version(int number) {
    return new ModelVersion("colours", number, Digest.of("bundle " + number));
  }

  private static ModelState.Serving serving(ModelVersion id) {
    return new ModelState.Serving(id, facts(), null);
  }

  private static ModelState.Resting resting(ModelVersion id) {
    return new ModelState.Resting(id, facts());
  }

  private static ModelState.Refused refused(ModelVersion id) {
    return new ModelState.Refused(id, Refusal.forGood("wrong"));
  }

  private static Facts facts() {
    return new Facts(Digest.of("base"), List.of("blue", "red"), 71, false);
  }
}
