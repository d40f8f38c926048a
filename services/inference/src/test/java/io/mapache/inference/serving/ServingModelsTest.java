package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import io.mapache.inference.batching.Deadline;
import io.mapache.models.session.Leased;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServingModelsTest {

  private final Stage stage = new Stage();

  @Test
  void aRequestThatBeganBeforeASwapIsAnsweredByTheOldVersion() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    try (Leased<ServingModel>.Lease running = admitted()) {
      stage.deploy(2, stage.bundle(2, TinyModels.HEAD));
      stage.closer.runAll();
      assertThat(running.resource().id().version()).isEqualTo(1);
      assertThat(stage.engine.loaded().get(0).closes()).isZero();
      try (Leased<ServingModel>.Lease later = admitted()) {
        assertThat(later.resource().id().version()).isEqualTo(2);
      }
    }
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aDrainingVersionIsSeenUntilItsLastRequestEnds() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Leased<ServingModel>.Lease running = admitted();
    stage.deploy(2, stage.bundle(1, TinyModels.CALMER));
    stage.closer.runAll();
    assertThat(view().states()).extracting(ModelState::name).containsExactly("serving", "draining");
    running.close();
    stage.closer.runAll();
    assertThat(view().states()).extracting(ModelState::name).containsExactly("serving");
  }

  @Test
  void itIsKnownSinceWhenTheChampionAnswers() {
    stage.now = 10;
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.now = 20;
    stage.deploy(2, Digest.of("missing"));
    assertThat(view().since()).contains(Instant.EPOCH.plusNanos(10));
    stage.now = 30;
    stage.deploy(3, stage.bundle(1, TinyModels.CALMER));
    assertThat(view().since()).contains(Instant.EPOCH.plusNanos(30));
    try (Leased<ServingModel>.Lease running = admitted()) {
      stage.deploy(0, null);
      assertThat(view().since()).as("of a model that is withdrawn").isEmpty();
      assertThat(running.resource().id().version()).isEqualTo(3);
    }
  }

  @Test
  void aModelThatNoDeploymentNamesIsUnknown() {
    assertThat(admit("cats")).isInstanceOf(Admission.Unknown.class);
  }

  @Test
  void aModelOfWhichNothingServesSaysWhatItIsAt() {
    stage.deploy(1, Digest.of("missing"));
    assertThat(admit("colours"))
        .isInstanceOfSatisfying(
            Admission.NotServing.class, not -> assertThat(not.state().name()).isEqualTo("refused"));
  }

  @Test
  void aWithdrawnModelIsUnknownAtOnceThoughItStillDrains() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    Leased<ServingModel>.Lease running = admitted();
    stage.deploy(0, null);
    assertThat(admit("colours")).isInstanceOf(Admission.Unknown.class);
    assertThat(running.resource().id().version()).isEqualTo(1);
    running.close();
  }

  @Test
  void closingLetsGoOfEverything() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.models.close();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  private Leased<ServingModel>.Lease admitted() {
    return ((Admission.Admitted) admit("colours")).lease();
  }

  private Admission admit(String model) {
    return stage
        .traffic
        .admit(model, OptionalInt.empty(), header -> Optional.empty(), Deadline.none())
        .toCompletableFuture()
        .join();
  }

  private ModelView view() {
    return stage.models.view("colours").orElseThrow();
  }
}
