package io.mapache.inference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Question;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ServingCountsTest {

  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private Instant now = START;
  private final FakeAnswers kafka = new FakeAnswers();
  private final InstantSource source = () -> now;
  private final ServingCounts counts =
      new ServingCounts(kafka, "replica", source.withZone(ZoneOffset.UTC));

  @Test
  void reportsWhatWasCountedSinceTheLastReport() {
    answered(ServingRole.CHAMPION);
    answered(ServingRole.CHAMPION);
    counts.failed(FakeAnswers.VERSION, ServingRole.CHAMPION);
    answered(ServingRole.SHADOW);
    now = START.plusSeconds(10);
    counts.report();
    assertThat(kafka.published)
        .containsExactlyInAnyOrder(
            report(ServingRole.CHAMPION, START, now, 2, 1),
            report(ServingRole.SHADOW, START, now, 1, 0));
    kafka.published.clear();

    answered(ServingRole.CHAMPION);
    now = START.plusSeconds(20);
    counts.report();

    assertThat(kafka.published)
        .containsExactly(report(ServingRole.CHAMPION, START.plusSeconds(10), now, 1, 0));
  }

  @Test
  void withoutTrafficThereIsNothingToReport() {
    counts.report();

    assertThat(kafka.published).isEmpty();
  }

  private void answered(ServingRole role) {
    counts.answered(Question.of("pets"), new Input.Encoded(new byte[1]), FakeAnswers.answer(role));
  }

  private static ServingReported report(
      ServingRole role, Instant from, Instant to, long answered, long failed) {
    return new ServingReported("pets", 3, role, "replica", from, to, answered, failed);
  }
}
