package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Deadline;
import io.mapache.models.session.Leased;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private final Stage stage = new Stage();
  private long revision;

  @Test
  void aCanaryAnswersItsShareAndTheChampionTheRest() {
    deploy(version(1), canary(version(2, 2), 25), null, null);
    int canaries = 0;
    for (int i = 0; i < 100; i++) {
      try (Leased<ServingModel>.Lease lease = admitted().lease()) {
        canaries += lease.resource().id().version() == 2 ? 1 : 0;
      }
    }
    assertThat(canaries).isBetween(24, 26);
  }

  @Test
  void aCanaryThatIsRefusedLeavesItsShareToTheChampion() {
    ModelDeployment.Version missing = new ModelDeployment.Version(2, Digest.of("missing"));
    deploy(version(1), canary(missing, 99), null, null);
    for (int i = 0; i < 10; i++) {
      assertThat(role()).isEqualTo(ServingRole.CHAMPION);
    }
  }

  @Test
  void aCanaryOnItsWayLeavesItsShareToTheChampion() {
    deploy(version(1), null, null, null);
    stage.loader.want(
        Stage.deployment("colours", 2, version(1), canary(version(2, 2), 99), null, null));
    stage.loader.start();
    stage.deciding.runAll();
    assertThat(role()).isEqualTo(ServingRole.CHAMPION);
    stage.settle();
    assertThat(role()).isEqualTo(ServingRole.CANARY);
  }

  @Test
  void aCanaryThatIsPromotedOnlyChangesItsRole() {
    deploy(version(1), canary(version(2, 2), 10), null, null);
    int loaded = stage.engine.loaded().size();
    deploy(version(2, 2), null, null, version(1));
    assertThat(stage.engine.loaded()).hasSize(loaded);
    assertThat(stage.history).endsWith("answers 2");
    assertThat(role()).isEqualTo(ServingRole.CHAMPION);
  }

  @Test
  void backToThePreviousChampionNeedsNeitherABaseNorAHead() {
    deploy(version(1), null, null, null);
    deploy(version(2, 2), null, null, version(1));
    int read = stage.source.parcelsRead();
    deploy(version(1), null, null, null);
    assertThat(stage.source.parcelsRead()).isEqualTo(read);
    assertThat(stage.engine.loaded()).hasSize(2);
    try (Leased<ServingModel>.Lease lease = admitted().lease()) {
      assertThat(lease.resource().id().version()).isEqualTo(1);
    }
  }

  @Test
  void aRestartedReplicaAgreesWithOneThatWasNeverDown() {
    Stage restarted = new Stage();
    deploy(version(1), null, null, null);
    deploy(version(2, 2), canary(version(1), 10), version(3), version(1));
    stage.closer.runAll();
    for (int number = 1; number <= 3; number++) {
      version(restarted, number, number == 2 ? 2 : 1);
    }
    restarted.deploy(stage.loader.wanted().get("colours"));
    assertThat(seen(restarted)).isEqualTo(seen(stage));
  }

  private static String seen(Stage replica) {
    ModelView view = replica.models.view("colours").orElseThrow();
    return view.roster()
        + view.answering().orElseThrow().toString()
        + view.states().stream().map(state -> state.id() + state.name()).sorted().toList();
  }

  @Test
  void aVersionWithARoleIsThereByItsNumber() {
    deploy(version(1), null, version(2, 2), null);
    Admission.Admitted admitted = (Admission.Admitted) ask(2).join();
    assertThat(admitted.role()).isEqualTo(ServingRole.PINNED);
    assertThat(admitted.lease().resource().id().version()).isEqualTo(2);
  }

  @Test
  void aVersionThatWasRegisteredOnceIsLoadedForWhoAsksAndKept() {
    deploy(version(1), null, null, null);
    register(version(7, 2));
    CompletableFuture<Admission> waiting = ask(7);
    assertThat(waiting).isNotDone();
    stage.settle();
    assertThat(waiting.join())
        .isInstanceOfSatisfying(
            Admission.Admitted.class,
            admitted -> assertThat(admitted.lease().resource().id().version()).isEqualTo(7));
    assertThat(ask(7)).isDone();
    assertThat(role()).isEqualTo(ServingRole.CHAMPION);
  }

  @Test
  void onlySoManyAreKeptAndTheOneUsedLongestAgoGoes() {
    deploy(version(1), null, null, null);
    for (int number = 5; number <= 7; number++) {
      register(version(number));
    }
    pin(5);
    pin(6);
    pin(5);
    pin(7);
    stage.closer.runAll();
    assertThat(stage.models.view("colours").orElseThrow().states())
        .extracting(state -> state.id().version())
        .containsExactlyInAnyOrder(1, 5, 7);
  }

  private void pin(int number) {
    stage.now++;
    CompletableFuture<Admission> waiting = ask(number);
    stage.settle();
    ((Admission.Admitted) waiting.join()).lease().close();
  }

  @Test
  void aVersionThatNobodyRegisteredIsUnknown() {
    deploy(version(1), null, null, null);
    assertThat(ask(9).join()).isEqualTo(new Admission.UnknownVersion("colours", 9));
  }

  @Test
  void whoAsksForAVersionThatIsRefusedIsToldWhy() {
    deploy(version(1), null, null, null);
    register(new ModelDeployment.Version(7, Digest.of("missing")));
    CompletableFuture<Admission> waiting = ask(7);
    stage.settle();
    assertThat(waiting.join())
        .isInstanceOfSatisfying(
            Admission.NotServing.class,
            not -> assertThat(not.state().reason().orElseThrow()).contains("no blob"));
  }

  @Test
  void aBaseThatNobodyWaitsForAnyMoreIsNotLoaded() {
    deploy(version(1), null, null, null);
    for (int i = 3; i <= 6; i++) {
      register(version(i, i));
      ask(i);
      stage.deciding.runAll();
    }
    stage.loading.runAll();
    stage.deciding.runAll();
    stage.closer.runAll();
    stage.settle();
    assertThat(stage.history).contains("serving 5", "serving 6").doesNotContain("serving 4");
    assertThat(stage.engine.loaded()).hasSize(4); // 1, 3 that was begun, 5 and 6
  }

  @Test
  void aRefusedVersionThatRequestsAskForIsTriedOnceInAWhile() {
    deploy(version(1), null, null, null);
    register(new ModelDeployment.Version(7, Digest.of("missing")));
    askAndSettle(7);
    assertThat(askAndSettle(7).join()).isInstanceOf(Admission.NotServing.class);
    assertThat(stage.history).containsOnlyOnce("loading 7");
    stage.later.runAll();
    askAndSettle(7);
    assertThat(stage.history).filteredOn("loading 7"::equals).hasSize(2);
  }

  @Test
  void nobodyWaitsLongerThanTheDeadline() {
    deploy(version(1), null, null, null);
    register(version(7, 2));
    stage.now = 100;
    Admission admission =
        stage
            .traffic
            .admit("colours", OptionalInt.of(7), header -> Optional.empty(), Deadline.at(101))
            .toCompletableFuture()
            .join();
    assertThat(admission).isInstanceOf(Admission.NotServing.class);
  }

  @Test
  void aModelWithoutChampionIsUnknownAlsoByNumber() {
    deploy(version(1), null, null, null);
    deploy(null, null, null, null);
    assertThat(ask(1).join()).isEqualTo(new Admission.Unknown("colours"));
  }

  private void register(ModelDeployment.Version version) {
    stage.registrations.add("colours", version.version(), version.bundle());
  }

  private CompletableFuture<Admission> askAndSettle(int number) {
    CompletableFuture<Admission> admission = ask(number);
    stage.settle();
    return admission;
  }

  private CompletableFuture<Admission> ask(int number) {
    return stage
        .traffic
        .admit("colours", OptionalInt.of(number), header -> Optional.empty(), Deadline.none())
        .toCompletableFuture();
  }

  private Admission.Admitted admitted() {
    return (Admission.Admitted)
        stage
            .traffic
            .admit("colours", OptionalInt.empty(), header -> Optional.empty(), Deadline.none())
            .toCompletableFuture()
            .join();
  }

  private ServingRole role() {
    Admission.Admitted admitted = admitted();
    admitted.lease().close();
    return admitted.role();
  }

  private void deploy(
      ModelDeployment.Version champion,
      ModelDeployment.Canary canary,
      ModelDeployment.Version shadow,
      ModelDeployment.Version previous) {
    stage.deploy(Stage.deployment("colours", ++revision, champion, canary, shadow, previous));
  }

  private static ModelDeployment.Canary canary(ModelDeployment.Version version, double percent) {
    return new ModelDeployment.Canary(version, percent, null);
  }

  private ModelDeployment.Version version(int number) {
    return version(number, 1);
  }

  private ModelDeployment.Version version(int number, float factor) {
    return version(stage, number, factor);
  }

  private static ModelDeployment.Version version(Stage stage, int number, float factor) {
    return new ModelDeployment.Version(number, stage.bundle(factor, TinyModels.HEAD));
  }
}
