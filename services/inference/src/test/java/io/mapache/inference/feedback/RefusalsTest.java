package io.mapache.inference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.contracts.event.ModelRefused;
import io.mapache.inference.HandExecutor;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.Refusal;
import io.mapache.inference.serving.Roster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final Roster ROSTER =
      new Roster(4, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Refusal MISSING = new Refusal("its head is missing", true);

  private final HandExecutor thread = new HandExecutor();
  private final FakeAnswers kafka = new FakeAnswers();
  private final Refusals refusals =
      new Refusals(kafka, thread, "replica", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  @Test
  void aRefusalIsToldOnceHoweverOftenTheVersionIsTriedAgain() {
    refuse(MISSING);
    refuse(MISSING);

    assertThat(kafka.published)
        .containsExactly(
            new ModelRefused(
                "pets",
                3,
                FakeAnswers.VERSION.bundle(),
                4,
                "replica",
                "its head is missing",
                true,
                Instant.EPOCH));
  }

  @Test
  void otherNumbersInTheSameReasonAreNoNews() {
    refuse(new Refusal("its base needs 540 MB, and 12 MB are there for it", true));
    refuse(new Refusal("its base needs 540 MB, and 7 MB are there for it", true));

    assertThat(kafka.published).hasSize(1);
  }

  @Test
  void anotherReasonIsToldToo() {
    refuse(MISSING);
    refuse(new Refusal("its head is damaged", false));

    assertThat(kafka.published).hasSize(2);
  }

  private void refuse(Refusal why) {
    ModelState state = new ModelState.Refused(FakeAnswers.VERSION, why);
    refusals.reached(
        state,
        new ModelView(
            "pets", ROSTER, Optional.empty(), Optional.empty(), List.of(state), List.of()));
    thread.runAll();
  }
}
