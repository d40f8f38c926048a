package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.mapache.contracts.Digest;
import io.mapache.inference.TinyModels;
import io.mapache.models.bundle.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoaderTest {

  private final Stage stage = new Stage();

  @Test
  void aVersionIsVerifiedAndWarmBeforeItServes() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    assertThat(stage.history)
        .containsExactly("loading 1", "verifying 1", "warming 1", "serving 1", "answers 1");
    assertThat(stage.engine.loaded().get(0).passes()).containsExactly(2, 8, 1);
  }

  @Test
  void aNewHeadOnAnOpenBaseLoadsAndWarmsNothing() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    int before = stage.engine.loaded().get(0).passes().size();
    stage.deploy(2, stage.bundle(1, TinyModels.CALMER));
    assertThat(stage.engine.loaded()).hasSize(1);
    assertThat(stage.engine.loaded().get(0).passes()).hasSize(before);
    assertThat(serving().version()).isEqualTo(2);
  }

  @Test
  void aNewHeadIsReadInALullOfTheRequests() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    List<String> before = new ArrayList<>();
    stage.lull = () -> before.addAll(stage.history);
    stage.deploy(2, stage.bundle(1, TinyModels.CALMER));
    assertThat(before).endsWith("answers 1", "loading 2", "verifying 2");
    assertThat(serving().version()).isEqualTo(2);
  }

  @Test
  void aModelThatAnswersNothingYetWaitsForNoLull() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.lull = () -> fail("waited");
    stage.loader.want(Stage.deployment("others", 1, 1, stage.bundle(1, TinyModels.CALMER)));
    stage.loader.start();
    stage.settle();
    assertThat(stage.models.view("others").orElseThrow().serving()).isPresent();
  }

  @Test
  void aVersionThatARequestWaitsForWaitsForNoLull() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.lull = () -> fail("waited");
    ModelVersion asked = new ModelVersion("colours", 2, stage.bundle(1, TinyModels.CALMER));
    stage.loader.open(asked);
    stage.settle();
    assertThat(stage.models.view("colours").orElseThrow().state(asked).orElseThrow())
        .isInstanceOf(ModelState.Serving.class);
  }

  @Test
  void otherGoldenInputsAreComputedOneByOneAndHoldUpNobody() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.want(2, stage.bundle(TinyModels.withGolden(stage.base(1), 1, TinyModels.HEAD, 0x405060)));
    stage.deciding.runAll();
    assertThat(stage.checking.waiting()).isOne();
    Digest head = stage.bundle(1, TinyModels.CALMER);
    stage.loader.want(Stage.deployment("others", 1, 1, head));
    stage.loader.start();
    stage.deciding.runAll();
    assertThat(stage.models.view("others").orElseThrow().serving()).isPresent();
    stage.settle();
    assertThat(serving().version()).isEqualTo(2);
    assertThat(stage.engine.loaded().get(0).passes()).endsWith(1, 1);
  }

  @Test
  void aBaseThatIsLoadedHoldsUpNoHeadOfAnotherModel() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.want(2, stage.bundle(2, TinyModels.HEAD));
    stage.deciding.runAll();
    assertThat(stage.loading.waiting()).isOne();
    stage.loader.want(Stage.deployment("others", 1, 1, stage.bundle(1, TinyModels.CALMER)));
    stage.loader.start();
    stage.deciding.runAll();
    assertThat(stage.models.view("others").orElseThrow().serving()).isPresent();
    assertThat(serving().version()).isEqualTo(1);
  }

  @Test
  void modelsThatWaitForTheSameBaseLoadItOnce() {
    for (int i = 0; i < 20; i++) {
      stage.loader.want(Stage.deployment("model-" + i, 1, 1, stage.bundle(1, TinyModels.HEAD)));
    }
    stage.loader.start();
    stage.settle();
    assertThat(stage.engine.loaded()).hasSize(1);
    assertThat(stage.models.all()).allMatch(view -> view.serving().isPresent());
    assertThat(stage.source.parcelsRead()).isEqualTo(20);
  }

  @Test
  void aDamagedBaseIsRefusedThoughItCouldBeLoaded() {
    Digest bundle = stage.bundle(1, TinyModels.HEAD);
    stage.source.damage(stage.base(1));
    stage.deploy(1, bundle);
    assertThat(reason()).contains("damaged");
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aVersionThatIsWantedNoMoreWhenItsBaseIsThereIsLetGo() {
    stage.want(1, stage.bundle(1, TinyModels.HEAD));
    stage.deciding.runAll();
    stage.want(0, null);
    stage.settle();
    stage.closer.runAll();
    assertThat(stage.models.views()).isEmpty();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
  }

  @Test
  void aVersionThatIsWithdrawnWhileItIsCheckedIsLetGo() {
    stage.deploy(1, stage.bundle(1, TinyModels.HEAD));
    stage.want(2, stage.bundle(TinyModels.withGolden(stage.base(1), 1, TinyModels.HEAD, 0x405060)));
    stage.deciding.runAll();
    stage.want(0, null);
    stage.deciding.runAll();
    stage.settle();
    stage.closer.runAll();
    assertThat(stage.models.views()).isEmpty();
    assertThat(stage.engine.loaded().get(0).closes()).isOne();
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
    assertThat(stage.history).endsWith("serving 2", "answers 2", "draining 1", "closed 1");
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
    retry();
    assertThat(stage.later.waiting()).isOne();
    stage.source.has(bundle, TinyModels.parcel(stage.base(1), 1, TinyModels.HEAD));
    retry();
    assertThat(serving().version()).isEqualTo(1);
    assertThat(stage.later.waiting()).isZero();
  }

  @Test
  void aRetryGivesWayToANewerWish() {
    stage.deploy(1, Digest.of("never"));
    stage.deploy(2, stage.bundle(1, TinyModels.HEAD));
    retry();
    assertThat(serving().version()).isEqualTo(2);
    assertThat(stage.models.view("colours").orElseThrow().next()).isEmpty();
  }

  @Test
  void ofManyWishesTheNewestAloneIsLoadedInWhateverOrderTheyCome() {
    Digest first = stage.bundle(1, TinyModels.HEAD);
    Digest second = stage.bundle(2, TinyModels.HEAD);
    stage.loader.want(Stage.deployment("colours", 9, 2, second));
    stage.loader.want(Stage.deployment("colours", 8, 1, first));
    stage.loader.start();
    stage.settle();
    assertThat(stage.history).doesNotContain("loading 1").contains("serving 2");
  }

  @Test
  void theSameContentUnderANewerRevisionIsNotLoadedAgain() {
    Digest bundle = stage.bundle(1, TinyModels.HEAD);
    stage.deploy(1, bundle);
    stage.deploy(1, bundle);
    assertThat(stage.models.view("colours").orElseThrow().roster().revision()).isEqualTo(2);
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

  private void retry() {
    stage.later.runNext();
    stage.settle();
  }

  private ModelVersion serving() {
    return stage.models.view("colours").orElseThrow().serving().orElseThrow().id();
  }

  private String reason() {
    return stage.models.view("colours").orElseThrow().next().orElseThrow().reason().orElseThrow();
  }
}
