package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static final long SECOND = 1_000_000_000;

  private final Answers answers =
      new Answers(
          List.of(
              new Answer(0, 0, SECOND, 200, 1),
              new Answer(0, 0, 2 * SECOND, 200, 1),
              new Answer(0, 0, SECOND / 100, 429, 0),
              new Answer(0, 0, 9 * SECOND, Answer.NO_ANSWER, 0),
              new Answer(0, 0, SECOND, 500, 0)));

  @Test
  void throughputIsOfAnswersUntilTheLastOfThem() {
    assertThat(answers.perSecond()).isEqualTo(1);
  }

  @Test
  void latenciesAreOfAnswersUnlessAskedOtherwise() {
    assertThat(answers.latencies().values()).containsExactly(1_000, 2_000);
    assertThat(answers.latencies(429).values()).containsExactly(10);
  }

  @Test
  void aRefusalForLackOfRoomIsNoFailure() {
    assertThat(answers.failed()).isEqualTo(2);
  }

  @Test
  void theyArriveAtTheBenchAsTheyWereSent() {
    assertThat(Json.read(Json.text(answers), Answers.class)).isEqualTo(answers);
  }
}
