package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private final Stage stage = new Stage();
  private final Readiness readiness = new Readiness(stage.models, stage.loader::wanted);

  @Test
  void isNotReadyBeforeTheDeploymentsWereReadToTheirEnd() {
    assertThat(readiness.waitsFor()).hasValueSatisfying(what -> assertThat(what).contains("topic"));
  }

  @Test
  void anEmptySystemIsReady() {
    readiness.caughtUp();
    assertThat(readiness.waitsFor()).isEmpty();
  }

  @Test
  void waitsForEveryModelThatIsWanted() {
    stage.want(1, stage.bundle(1, TinyModels.HEAD));
    readiness.caughtUp();
    assertThat(readiness.waitsFor())
        .hasValueSatisfying(
            what -> assertThat(what).contains("colours@1").contains("to be loaded"));
    stage.settle();
    assertThat(readiness.waitsFor()).isEmpty();
  }

  @Test
  void aModelRefusedWithNothingBeforeItKeepsTheReplicaOut() {
    stage.want(1, Digest.of("missing"));
    readiness.caughtUp();
    stage.settle();
    assertThat(readiness.waitsFor())
        .hasValueSatisfying(what -> assertThat(what).contains("refused: no blob"));
  }

  @Test
  void aRefusedModelThatIsWithdrawnIsNotWaitedForAnyMore() {
    stage.want(1, Digest.of("missing"));
    readiness.caughtUp();
    stage.settle();
    stage.deploy(0, null);
    assertThat(readiness.waitsFor()).isEmpty();
  }

  @Test
  void staysReadyWhateverComesLater() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    readiness.caughtUp();
    assertThat(readiness.waitsFor()).isEmpty();
    stage.deploy(2, Digest.of("missing"));
    stage.deploy(0, null);
    assertThat(readiness.waitsFor()).isEmpty();
  }
}
