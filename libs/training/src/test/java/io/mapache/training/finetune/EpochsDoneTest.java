package io.mapache.training.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.Recipe;
import io.mapache.training.epochs.EpochScore;
import org.junit.jupiter.api.Test;

class EpochsDoneTest {

  @Test
  void keepsTheAnswersOfTheEpochWithTheLowestValidationLoss() {
    EpochsDone done =
        EpochsDone.NONE
            .and(score(1, 0.5), new float[] {1}, Recipe.DEFAULT)
            .and(score(2, 0.4), new float[] {2}, Recipe.DEFAULT)
            .and(score(3, 0.4), new float[] {3}, Recipe.DEFAULT);
    assertThat(done.count()).isEqualTo(3);
    assertThat(done.kept()).isEqualTo(2);
    assertThat(done.keptLogits()).containsExactly(2);
  }

  @Test
  void isReadBackAsItWasWrittenEvenWhenALossIsNoNumber() {
    EpochsDone done =
        EpochsDone.NONE.and(score(1, Double.NaN), new float[] {0.1f, 1e-20f}, Recipe.DEFAULT);
    EpochsDone read = Json.read(Json.text(done), EpochsDone.class);
    assertThat(read.history()).isEqualTo(done.history());
    assertThat(read.keptLogits()).containsExactly(done.keptLogits());
  }

  private static EpochScore score(int epoch, double valLoss) {
    return new EpochScore(epoch, 1, 0.5, valLoss, 0.5);
  }
}
