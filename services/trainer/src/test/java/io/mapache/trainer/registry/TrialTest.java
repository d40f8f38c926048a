package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final Live GOOD = new Live(9_996, 4, 200, 190);

  @Test
  void whatFailsAsOftenAsTheOneBeforeIsNotWorse() {
    assertThat(trial(new Live(999, 1, 0, 0), GOOD)).isEmpty();
  }

  @Test
  void moreFailedRequestsThanTheOneBeforeAtItsWorstAreWorse() {
    assertThat(trial(new Live(990, 10, 0, 0), GOOD).orElseThrow())
        .isEqualTo(
            "10 of 1000 requests failed (1.00 %), of version 1 4 of 10000, at most 0.10 %; exact binomial p = 1.4e-07");
  }

  @Test
  void fewerThanFiftyRequestsProveNothing() {
    assertThat(trial(new Live(0, 49, 0, 0), GOOD)).isEmpty();
    assertThat(trial(new Live(0, 50, 0, 0), GOOD)).isPresent();
  }

  @Test
  void oneFailureAmongFiftyProvesNothingThoughTheOneBeforeNeverFailed() {
    assertThat(trial(new Live(49, 1, 0, 0), new Live(10_000, 0, 0, 0))).isEmpty();
  }

  @Test
  void oneThatWasNeverAskedIsNoMeasureOfFailures() {
    assertThat(trial(new Live(0, 1_000, 0, 0), new Live(0, 0, 0, 0))).isEmpty();
  }

  @Test
  void wrongAnswersAreMeasuredByTheOthersLiveOnes() {
    // 10 of 200 are at most 8.96 %: from 11 wrong of 50 on, p is below 0.01.
    assertThat(trial(new Live(0, 0, 50, 40), GOOD)).isEmpty();
    assertThat(trial(new Live(0, 0, 50, 39), GOOD).orElseThrow())
        .startsWith("11 of 50 judged answers are wrong (22.00 %), of version 1 10 of 200");
  }

  @Test
  void fewerThanFiftyJudgedAnswersProveNothing() {
    assertThat(trial(new Live(0, 0, 49, 0), GOOD)).isEmpty();
  }

  @Test
  void nothingIsWorseThanOneThatAlwaysFailedAndWasAlwaysWrong() {
    // The library's interval of 51 in 51 ends behind 1.
    assertThat(trial(new Live(0, 60, 60, 0), new Live(0, 51, 51, 0))).isEmpty();
  }

  @Test
  void withoutFiftyJudgedAnswersOfTheOtherItsTestImagesAreTheMeasure() {
    Live unjudged = new Live(10_000, 0, 49, 49);

    assertThat(new Trial(new Live(0, 0, 50, 39), 1, unjudged, Optional.of(0.91)).worse())
        .hasValueSatisfying(
            words -> assertThat(words).contains("of version 1 at most 9.00 % of its test images"));
    assertThat(new Trial(new Live(0, 0, 50, 43), 1, unjudged, Optional.of(0.91)).worse()).isEmpty();
    assertThat(new Trial(new Live(0, 0, 50, 0), 1, unjudged, Optional.empty()).worse()).isEmpty();
  }

  private static Optional<String> trial(Live seen, Live measure) {
    return new Trial(seen, 1, measure, Optional.of(0.5)).worse();
  }
}
