package io.mapache.training.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.training.epochs.EpochScore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Cancellation cancellation = new Cancellation();
  private long nanos;
  private final Phase.Course course =
      new Phase.Course(
          new ProgressLines(new PrintStream(out, true, StandardCharsets.UTF_8)),
          cancellation,
          () -> nanos);

  @Test
  void tellsRateAndTimeLeftOfWhatItComputedItself() {
    Phase phase = course.images("features", 100);
    phase.skip(40);
    pass(Duration.ofSeconds(2));
    phase.advance(20);
    JobProgress last = last();
    assertThat(last.phase()).isEqualTo("features");
    assertThat(last.done()).isEqualTo(60);
    assertThat(last.total()).isEqualTo(100);
    assertThat(last.imagesPerSecond()).isEqualTo(10);
    assertThat(last.etaSeconds()).isEqualTo(4);
  }

  @Test
  void saysNoMoreThanTwoLinesASecondButAlwaysTheLast() {
    Phase phase = course.images("features", 1000);
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofMillis(10));
      phase.advance(10);
    }
    assertThat(lines()).hasSize(3);
    assertThat(last().done()).isEqualTo(1000);
  }

  @Test
  void theTimeLeftCountsTheEpochsToCome() {
    Phase phase = course.epochs("fine-tune", 3, 50);
    pass(Duration.ofSeconds(5));
    phase.advance(25, 1, 0.5);
    assertThat(last().etaSeconds()).isEqualTo(25);
    assertThat(last().loss()).isEqualTo(0.5);
    phase.advance(25, 1, 0.4);
    phase.epoch(new EpochScore(1, 0.4, 0.8, 0.3, 0.9));
    assertThat(last().epoch()).isEqualTo(1);
    assertThat(last().epochs()).isEqualTo(3);
    assertThat(last().valAccuracy()).isEqualTo(0.9);
    assertThat(last().done()).isEqualTo(50);
    assertThat(last().etaSeconds()).isEqualTo(10);
  }

  @Test
  void aNumberThatIsNoneIsLeftOut() {
    Phase phase = course.epochs("head", 1, 5);
    phase.epoch(new EpochScore(1, Double.NaN, 0.5, Double.POSITIVE_INFINITY, 0.5));
    assertThat(last().loss()).isNull();
    assertThat(last().valLoss()).isNull();
    assertThat(last().valAccuracy()).isEqualTo(0.5);
  }

  @Test
  void endsAtTheNextStepOnceCancelled() {
    Phase phase = course.images("features", 100);
    cancellation.request("asked to stop");
    assertThatThrownBy(() -> phase.advance(1))
        .isInstanceOfSatisfying(
            JobEnd.class,
            end -> {
              assertThat(end.exit()).isEqualTo(JobExit.CANCELLED);
              assertThat(end).hasMessage("asked to stop");
            });
    assertThatThrownBy(() -> course.images("head", 1)).isInstanceOf(JobEnd.class);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private JobProgress last() {
    return Json.read(lines().get(lines().size() - 1), JobProgress.class);
  }
}
