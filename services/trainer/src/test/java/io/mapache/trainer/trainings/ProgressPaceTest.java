package io.mapache.trainer.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.training.JobProgress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressPaceTest {

  private final ProgressPace pace = new ProgressPace();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void linesOfOneEpochBecomeAnEventEveryTwoSeconds() {
    assertThat(after(0, line("head", 1, null))).isTrue();
    assertThat(after(1, line("head", 1, null))).isFalse();
    assertThat(after(1, line("head", 1, null))).isTrue();
    assertThat(after(1, line("head", 1, null))).isFalse();
  }

  @Test
  void aNewEpochAndANewPhaseDoNotWait() {
    assertThat(after(0, line("head", 1, null))).isTrue();
    assertThat(after(0, line("head", 2, null))).isTrue();
    assertThat(after(0, line("fine-tune", 2, null))).isTrue();
    assertThat(after(0, line("evaluate", null, null))).isTrue();
  }

  @Test
  void theValidationOfAnEpochDoesNotWait() {
    assertThat(after(0, line("head", 1, null))).isTrue();
    assertThat(after(0, line("head", 1, 0.2))).isTrue();
    assertThat(after(0, line("head", 1, 0.2))).isFalse();
  }

  private boolean after(int seconds, JobProgress line) {
    now = now.plusSeconds(seconds);
    return pace.due(line, now);
  }

  private static JobProgress line(String phase, Integer epoch, Double valLoss) {
    return new JobProgress(
        phase, epoch, 20, 10L, 100L, 0.3, 0.9, valLoss, null, 50.0, 10.0, 1L << 30);
  }
}
