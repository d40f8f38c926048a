package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import io.mapache.models.bundle.Bundle;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoaderTest {

  private final Stage stage = new Stage();

  @Test
  void aVersionIsVerifiedAndWarmBeforeItServes() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    assertThat(stage.history).containsExactly("loading 1", "verifying 1", "warming 1", "serving 1");
    assertThat(stage.engine.loaded().get(0).passes()).containsExactly(2, 8, 8, 1, 1);
  }

  @Test
  void aNewHeadOnAnOpenBaseLoadsAndWarmsNothing() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    int before = stage.engine.loaded().get(0).passes().size();
    stage.deploy(2, stage.bundle(1, TinyModels.CALMER));
    assertThat(stage.engine.loaded()).hasSize(1);
    assertThat(stage.engine.loaded().get(0).passes()).hasSize(before + 1);
    assertThat(serving().version()).isEqualTo(2);
  }

  @Test
  void aReplacedBaseIsClosedByTheCloserOnceItsVersionIsGone() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.deploy(2, stage.bundle(2, TinyModels.HEAD));
    assertThat(stage.engine.loaded().get(0).closes()).isZero();
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
    assertThat(stage.engine.loaded().get(1).closes()).isZero();
    assertThat(stage.bases.count()).isOne();
    assertThat(stage.history).endsWith("serving 2", "draining 1", "closed 1");
  }

  @Test
  void otherAnswersToTheGoldenInputsAreRefusedAndTheOldVersionStays() {
    Digest good = stage.bundle(1, TinyModels.HEAD);
    stage.deploy(1, good);
    Parcel parcel = TinyModels.parcel(stage.base(1), 1, TinyModels.HEAD);
    Parcel other =
        new Parcel(parcel.bundle(), TinyModels.CALMER, parcel.golden(), Optional.empty());
    stage.deploy(2, stage.bundle(other));
    assertThat(serving().version()).isEqualTo(1);
    assertThat(reason()).contains("golden predictions differ");
    assertThat(stage.later.waiting()).isZero();
  }

  @Test
  void aRefusedVersionLetsGoOfTheBaseThatWasLoadedForIt() {
    Parcel parcel = TinyModels.parcel(stage.base(1), 1, TinyModels.HEAD);
    stage.deploy(
        1,
        stage.bundle(
            new Parcel(parcel.bundle(), TinyModels.CALMER, parcel.golden(), Optional.empty())));
    stage.closer.runAll();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
    assertThat(stage.bases.count()).isZero();
  }

  @Test
  void aSignatureThatDoesNotFitItsBaseIsRefused() {
    Parcel parcel = TinyModels.parcel(stage.base(1), 1, TinyModels.HEAD);
    Bundle larger = TinyModels.bundle(stage.base(1), Digest.of("head"), Digest.of("golden"), 150);
    stage.deploy(
        1, stage.bundle(new Parcel(larger, parcel.head(), parcel.golden(), Optional.empty())));
    assertThat(reason()).contains("its signature is").contains("imageSize=71");
  }

  @Test
  void aMissingBlobIsTriedAgainUntilItIsThere() {
    Digest bundle = Digest.of("late");
    stage.deploy(1, bundle);
    assertThat(reason()).contains("no blob");
    stage.later.runNext();
    assertThat(stage.later.waiting()).isOne();
    stage.source.has(bundle, TinyModels.parcel(stage.base(1), 1, TinyModels.HEAD));
    stage.later.runNext();
    assertThat(serving().version()).isEqualTo(1);
    assertThat(stage.later.waiting()).isZero();
  }

  @Test
  void aRetryGivesWayToANewerWish() {
    stage.deploy(1, Digest.of("never"));
    stage.deploy(2, stage.bundle(1, TinyModels.HEAD));
    stage.later.runAll();
    assertThat(serving().version()).isEqualTo(2);
    assertThat(stage.models.view("colours").orElseThrow().next()).isNull();
  }

  @Test
  void ofManyWishesTheNewestAloneIsLoadedInWhateverOrderTheyCome() {
    Digest first = stage.bundle(1, TinyModels.HEAD);
    Digest second = stage.bundle(2, TinyModels.HEAD);
    stage.loader.want(Stage.deployment("colours", 9, 2, second));
    stage.loader.want(Stage.deployment("colours", 8, 1, first));
    stage.loader.start();
    stage.loading.runAll();
    assertThat(stage.history).doesNotContain("loading 1").contains("serving 2");
  }

  @Test
  void theSameContentUnderANewerRevisionIsNotLoadedAgain() {
    Digest bundle = stage.bundle(1, TinyModels.HEAD);
    stage.deploy(1, bundle);
    stage.deploy(1, bundle);
    assertThat(serving().revision()).isEqualTo(2);
    assertThat(stage.history).containsOnlyOnce("loading 1");
  }

  @Test
  void backToAnOlderVersionIsASwapLikeAnyOther() {
    Digest old = stage.bundle(1, TinyModels.HEAD);
    stage.deploy(1, old);
    stage.deploy(2, stage.bundle(2, TinyModels.HEAD));
    stage.deploy(1, old);
    stage.closer.runAll();
    assertThat(serving().version()).isEqualTo(1);
    assertThat(stage.bases.count()).isOne();
  }

  @Test
  void aModelWithoutChampionIsWithdrawn() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.deploy(0, null);
    stage.closer.runAll();
    assertThat(stage.models.views()).isEmpty();
    assertThat(stage.bases.count()).isZero();
  }

  private ModelVersion serving() {
    return stage.models.view("colours").orElseThrow().serving().id();
  }

  private String reason() {
    return stage.models.view("colours").orElseThrow().next().reason().orElseThrow();
  }
}
