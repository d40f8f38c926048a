package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.training.Comparison;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

  @Test
  void theFirstVersionNeedsOnlyToBeatTheMajorityClass() {
    assertThat(Gate.decide(Results.evaluation(90, 0.71, 0.7), Optional.empty()))
        .isInstanceOf(Decision.Promote.class);
  }

  @Test
  void belowTheMajorityClassIsRefusedWithTheNumbers() {
    Decision decision = Gate.decide(Results.evaluation(90, 0.6889, 0.7), Optional.empty());

    assertThat(decision).isInstanceOf(Decision.Reject.class);
    assertThat(decision.reason()).contains("0.6889", "90 test images", "0.7000");
  }

  @Test
  void asGoodAsTheMajorityClassIsNotBelowIt() {
    assertThat(Gate.decide(Results.evaluation(90, 0.7, 0.7), Optional.empty()))
        .isInstanceOf(Decision.Promote.class);
  }

  @Test
  void withoutTestImagesNothingIsPromoted() {
    assertThat(Gate.decide(Results.evaluation(0, Double.NaN, Double.NaN), Optional.empty()))
        .isInstanceOf(Decision.Reject.class);
  }

  @Test
  void anAccuracyThatIsNoNumberIsNotPromoted() {
    assertThat(Gate.decide(Results.evaluation(9, Double.NaN, 0.5), Optional.empty()))
        .isInstanceOf(Decision.Reject.class);
  }

  @Test
  void significantlyWorseIsRefused() {
    Decision decision = decide(Results.comparison(15, 5, 0.04139, List.of()));

    assertThat(decision).isInstanceOf(Decision.Reject.class);
    assertThat(decision.reason()).startsWith("significantly worse").contains("p = 0.0414");
  }

  @Test
  void fivePercentAreNotBelowFivePercent() {
    assertThat(decide(Results.comparison(15, 5, 0.05, List.of())).reason())
        .startsWith("not better");
  }

  @Test
  void worseWithinChanceIsNotBetterEither() {
    Decision decision = decide(Results.comparison(9, 5));

    assertThat(decision).isInstanceOf(Decision.Reject.class);
    assertThat(decision.reason()).startsWith("not better");
  }

  @Test
  void theSameAccuracyIsEnough() {
    assertThat(decide(Results.comparison(7, 7))).isInstanceOf(Decision.Promote.class);
    assertThat(decide(Results.comparison(0, 0))).isInstanceOf(Decision.Promote.class);
  }

  @Test
  void significantlyBetterIsPromoted() {
    assertThat(decide(Results.comparison(5, 15, 0.04139, List.of())))
        .isInstanceOf(Decision.Promote.class);
  }

  @Test
  void aLowerLogLossMakesUpForChance() {
    Comparison lower = new Comparison(100, 0.59, 0.55, 0.31, 0.30, 9, 5, 0.42, List.of(), 0, 0);

    assertThat(decide(lower)).isInstanceOf(Decision.Promote.class);
  }

  @Test
  void aClassWhoseRecallFallsByMoreThanTenPointsIsRefused() {
    Decision decision =
        decide(Results.comparison(5, 15, List.of(new Comparison.Recall("tanuki", 20, 0.95, 0.80))));

    assertThat(decision).isInstanceOf(Decision.Reject.class);
    assertThat(decision.reason()).contains("'tanuki' falls from 0.9500 to 0.8000");
  }

  @Test
  void tenPointsAreNotMoreThanTenAndFewImagesProveNothing() {
    assertThat(
            decide(
                Results.comparison(
                    5,
                    15,
                    List.of(
                        new Comparison.Recall("tanuki", 20, 0.90, 0.80),
                        new Comparison.Recall("raccoon", 19, 1.00, 0.10)))))
        .isInstanceOf(Decision.Promote.class);
  }

  @Test
  void withoutCommonImagesNothingIsPromoted() {
    assertThat(decide(new Comparison(0, 0, 0, 0, 0, 0, 0, 1, List.of(), 0, 0)))
        .isInstanceOf(Decision.Reject.class);
  }

  @Test
  void whatANewClassAddsMakesUpForAnImageThatIsLost() {
    // One right answer of 100 is lost and one of two images of the new class won: a draw.
    Comparison grown = new Comparison(100, 0.91, 0.90, 0.2, 0.3, 3, 2, 1, List.of(), 2, 0.5);

    assertThat(decide(grown)).isInstanceOf(Decision.Promote.class);
    assertThat(decide(grown).reason())
        .endsWith("0.5000 on 2 test images of classes that the champion does not know");
  }

  @Test
  void aNewClassDoesNotExcuseBeingSignificantlyWorseOnTheOldOnes() {
    Comparison grown = new Comparison(100, 0.91, 0.71, 0.2, 0.3, 22, 2, 1e-5, List.of(), 90, 1);

    assertThat(decide(grown).reason()).startsWith("significantly worse");
  }

  @Test
  void aChampionThatKnowsNoClassOfTodayIsReplaced() {
    assertThat(decide(new Comparison(0, 0, 0, 0, 0, 0, 0, 1, List.of(), 50, 0.8)))
        .isInstanceOf(Decision.Promote.class);
  }

  private static Decision decide(Comparison comparison) {
    return Gate.decide(Results.evaluation(100, 0.9, 0.5), Optional.of(comparison));
  }
}
