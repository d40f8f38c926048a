package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.event.ModelDeployment;
import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Deadline;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final Footprint BASE =
      Footprint.of(FakeSource.WEIGHT, TinyModels.SIZE, Stage.BATCH);

  private final Stage stage = new Stage();

  @Test
  void aSwapThatDoesNotFitIsRefusedBeforeItIsLoadedAndTheOldVersionAnswersOn() {
    stage.budget = BASE.open() + BASE.needed() - 1;
    deploy("a", 1, 1, 0);
    deploy("a", 2, 2, 0);
    assertThat(stage.engine.loaded()).hasSize(1);
    ModelView view = stage.models.view("a").orElseThrow();
    assertThat(view.serving().orElseThrow().id().version()).isEqualTo(1);
    assertThat(view.next().orElseThrow().reason().orElseThrow())
        .contains("its base needs")
        .contains("mapache.inference.serving.memory-budget");
  }

  @Test
  void whatWasRefusedForWantOfMemoryIsServedOnceThereIsMore() {
    stage.budget = BASE.open();
    deploy("a", 1, 1, 0);
    deploy("a", 2, 2, 0);
    stage.budget = Long.MAX_VALUE;
    stage.later.runAll();
    stage.settle();
    assertThat(answering("a")).isEqualTo(2);
  }

  @Test
  void aNewHeadOnAnOpenBaseAlwaysFits() {
    stage.budget = BASE.needed();
    deploy("a", 1, 1, 0);
    deploy("b", 1, 1, 0);
    assertThat(answering("b")).isEqualTo(1);
  }

  @Test
  void thePreviousChampionIsTheFirstToMakeRoom() {
    stage.budget = 2 * BASE.open() + BASE.needed() - 1;
    deploy("a", 1, 1, 0);
    deploy("a", 2, 2, 1);
    deploy("b", 1, 3, 0);
    assertThat(states("a")).containsExactly("serving 2", "resting 1", "draining 1");
    makeRoom();
    assertThat(answering("b")).isEqualTo(1);
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aPreviousChampionForWhichThereIsNoRoomRestsAndNobodyElseGoesForIt() {
    stage.budget = BASE.needed();
    deploy("a", 1, 1, 0);
    stage.now = 1000;
    deploy("a", 1, 1, 2);
    assertThat(states("a")).containsExactly("serving 1", "resting 2");
    assertThat(stage.history).doesNotContain("refused 2");
  }

  @Test
  void aModelThatNobodyUsesRestsForOneThatIsWantedAndComesBackWhenItIsAsked() {
    deployThree();
    ask("a").join().lease().close();
    stage.now = Stage.IDLE.toNanos() - 1;
    ask("b").join().lease().close();
    deploy("d", 1, 4, 0);
    makeRoom();
    assertThat(answering("d")).isEqualTo(1);
    assertThat(states("c")).containsExactly("resting 1");

    stage.now += Stage.IDLE.toNanos();
    ask("b").join().lease().close();
    CompletableFuture<Admission.Admitted> waiting = ask("c");
    makeRoom();
    assertThat(waiting.join().lease().resource().id().model()).isEqualTo("c");
    assertThat(states("d")).containsExactly("resting 1");
  }

  @Test
  void aModelThatIsInUseMakesNoRoom() {
    deployThree();
    for (String model : new String[] {"a", "b", "c"}) {
      ask(model).join().lease().close();
    }
    deploy("d", 1, 4, 0);
    assertThat(stage.models.view("d").orElseThrow().next().orElseThrow().reason().orElseThrow())
        .contains("3 bases are open and in use")
        .contains("mapache.inference.serving.max-bases");
    assertThat(stage.bases.count()).isEqualTo(3);
  }

  @Test
  void nobodyRestsInVain() {
    deployThree();
    stage.budget = BASE.needed() - 1;
    deploy("d", 1, 4, 0);
    assertThat(stage.history).doesNotContain("resting 1");
  }

  @Test
  void aReplicaWithMoreModelsThanRoomIsReadyOnceItHasSeenEachOfThem() {
    Readiness readiness = new Readiness(stage.models, stage.loader::wanted);
    for (int i = 0; i < 6; i++) {
      stage.loader.want(deployment("model-" + i, 1, i + 1, 0));
    }
    readiness.caughtUp();
    stage.loader.start();
    for (int i = 0; i < 6; i++) {
      makeRoom();
    }
    assertThat(readiness.waitsFor()).isEmpty();
    assertThat(stage.bases.count()).isEqualTo(Stage.BASES);
  }

  @Test
  void aVersionThatIsAskedForWhileItMakesRoomDoesNotKeepItsBaseOpen() {
    stage.budget = BASE.open() + BASE.needed();
    deploy("a", 1, 1, 2);
    Admission.Admitted running = ask("a", OptionalInt.of(2)).join();
    deploy("b", 1, 3, 0);
    CompletableFuture<Admission> again = admit("a", OptionalInt.of(2));
    stage.settle();
    running.lease().close();
    makeRoom();
    assertThat(answering("b")).isEqualTo(1);
    makeRoom();
    assertThat(again.join()).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void aBaseOnWhichAVersionIsBeingPreparedMakesNoRoom() {
    stage.budget = BASE.open() + BASE.needed();
    deploy("a", 1, 1, 2);
    stage.loader.want(
        Stage.deployment(
            "aa", 1, 1, stage.bundle(TinyModels.withGolden(stage.base(2), 2, TinyModels.HEAD, 1))));
    stage.loader.want(deployment("b", 1, 3, 0));
    stage.loader.start();
    stage.deciding.runAll();
    makeRoom();
    assertThat(answering("aa")).isEqualTo(1);
    assertThat(answering("b")).isEqualTo(1);
    assertThat(states("a")).containsExactly("serving 2", "resting 1");
  }

  private void deployThree() {
    deploy("a", 1, 1, 0);
    deploy("b", 1, 2, 0);
    deploy("c", 1, 3, 0);
  }

  private void makeRoom() {
    stage.settle();
    stage.closer.runAll();
    stage.settle();
  }

  private void deploy(String model, int version, float factor, int previous) {
    stage.deploy(deployment(model, version, factor, previous));
  }

  /** The previous champion of version n stands on a base of its own. */
  private ModelDeployment deployment(String model, int version, float factor, int previous) {
    ModelDeployment.Version before =
        previous == 0
            ? null
            : new ModelDeployment.Version(previous, stage.bundle(previous, TinyModels.HEAD));
    return Stage.deployment(
        model,
        ++revision,
        new ModelDeployment.Version(version, stage.bundle(factor, TinyModels.HEAD)),
        null,
        null,
        before);
  }

  private long revision;

  private CompletableFuture<Admission.Admitted> ask(String model) {
    return ask(model, OptionalInt.empty());
  }

  private CompletableFuture<Admission.Admitted> ask(String model, OptionalInt version) {
    return admit(model, version).thenApply(Admission.Admitted.class::cast);
  }

  private CompletableFuture<Admission> admit(String model, OptionalInt version) {
    return stage
        .traffic
        .admit(model, version, header -> Optional.empty(), Deadline.none())
        .toCompletableFuture();
  }

  private int answering(String model) {
    return stage.models.view(model).orElseThrow().answering().orElseThrow().version();
  }

  private java.util.List<String> states(String model) {
    return stage.models.view(model).orElseThrow().states().stream()
        .map(state -> state.name() + " " + state.id().version())
        .toList();
  }
}
