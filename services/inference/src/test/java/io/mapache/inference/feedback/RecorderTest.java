package io.mapache.inference.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingRole;
import io.mapache.inference.batching.Deadline;
import io.mapache.inference.prediction.Input;
import io.mapache.inference.prediction.Prediction;
import io.mapache.inference.prediction.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RecorderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final byte[] IMAGE = {1, 2, 3};
  private static final Question REQUEST =
      new Question(
          "pets",
          OptionalInt.empty(),
          header -> Optional.of(TRACE).filter(trace -> header.equals("traceparent")),
          Deadline.none(),
          false,
          Runnable::run);
  private static final Captured CAPTURED = new Captured("photos", Digest.of("x"));

  private final FakeAnswers kafka = new FakeAnswers();

  @Test
  void anAnswerIsRecordedUnderItsIdWithTheDigestOfItsImageAndTheTraceOfItsRequest() {
    Recorder recorder = recorder(Recorded.ALL);
    recorder.answered(REQUEST, new Input.Encoded("mine", IMAGE), answer(ServingRole.CANARY));
    recorder.drain();

    assertThat(kafka.published)
        .containsExactly(
            new PredictionMade(
                "mine",
                null,
                Digest.of(IMAGE),
                "pets",
                3,
                Digest.of("bundle"),
                ServingRole.CANARY,
                "dog",
                0.75,
                12.5,
                NOW));
    assertThat(kafka.traces).containsExactly(Optional.of(TRACE));
    assertThat(recorder.published()).isOne();
  }

  @Test
  void aShadowsAnswerToACapturedImageHasItsDatasetAndTheSameIdEachTime() {
    Recorder recorder = recorder(Recorded.CAPTURED);
    for (int i = 0; i < 2; i++) {
      recorder.answered(
          CAPTURED.question("pets"), new Input.Encoded(IMAGE), answer(ServingRole.SHADOW));
    }
    recorder.drain();

    assertThat(kafka.published)
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(((PredictionMade) event).dataset()).isEqualTo("photos");
              assertThat(((PredictionMade) event).image()).isEqualTo(Digest.of("x"));
              assertThat(event.id()).isEqualTo(kafka.published.get(0).id());
            });
  }

  @Test
  void championsAnswersToCapturedImagesAreNotForHere() {
    Recorder recorder = recorder(Recorded.ALL);
    recorder.answered(
        CAPTURED.question("pets"), new Input.Encoded(IMAGE), answer(ServingRole.CHAMPION));
    recorder.drain();

    assertThat(kafka.published).isEmpty();
  }

  @Test
  void recordsWhatItIsToldToRecord() {
    Recorder captured = recorder(Recorded.CAPTURED);
    captured.answered(REQUEST, new Input.Encoded(IMAGE), answer(ServingRole.CHAMPION));
    captured.drain();
    Recorder none = recorder(Recorded.NONE);
    none.answered(REQUEST, new Input.Encoded(IMAGE), answer(ServingRole.SHADOW));
    none.drain();

    assertThat(kafka.published).isEmpty();
    assertThat(captured.dropped() + none.dropped()).isZero();
  }

  @Test
  void pixelsAreRecordedByADigestOfTheirOwn() {
    Recorder recorder = recorder(Recorded.ALL);
    recorder.answered(
        REQUEST, new Input.Pixels(1, new float[] {1, 2, 3}), answer(ServingRole.CHAMPION));
    recorder.drain();

    assertThat(((PredictionMade) kafka.published.get(0)).image())
        .isEqualTo(Digest.of(new byte[] {0, 0, -128, 63, 0, 0, 0, 64, 0, 0, 64, 64}));
  }

  @Test
  void whatDoesNotFitIsDroppedAndCountedAndNobodyWaits() {
    Recorder recorder = recorder(Recorded.ALL);
    for (int i = 0; i < Recorder.MOST + 7; i++) {
      recorder.answered(REQUEST, new Input.Encoded(IMAGE), answer(ServingRole.CHAMPION));
    }
    assertThat(recorder.dropped()).isEqualTo(7);
    recorder.drain();
    assertThat(kafka.published).hasSize(Recorder.MOST);
  }

  @Test
  void imagesTakeNoMoreMemoryThanTheyMay() {
    Recorder recorder = recorder(Recorded.ALL);
    byte[] half = new byte[Recorder.MOST_BYTES / 2];
    for (int i = 0; i < 3; i++) {
      recorder.answered(REQUEST, new Input.Encoded(half), answer(ServingRole.CHAMPION));
    }
    assertThat(recorder.dropped()).isOne();
    recorder.drain();

    recorder.answered(REQUEST, new Input.Encoded(half), answer(ServingRole.CHAMPION));
    recorder.drain();
    assertThat(kafka.published).hasSize(3);
  }

  @Test
  void anAnswerThatCannotBeToldTakesNoRoomFromThoseAfterIt() {
    Recorder recorder = recorder(Recorded.ALL);
    byte[] half = new byte[Recorder.MOST_BYTES / 2];
    recorder.answered(REQUEST, new Input.Encoded(half), FakeAnswers.ofNoClasses());
    assertThatThrownBy(recorder::drain).isInstanceOf(RuntimeException.class);

    recorder.answered(REQUEST, new Input.Encoded(half), answer(ServingRole.CHAMPION));
    recorder.answered(REQUEST, new Input.Encoded(half), answer(ServingRole.CHAMPION));
    assertThat(recorder.dropped()).isZero();
  }

  @Test
  void whatKafkaDoesNotTakeIsCountedAsDropped() {
    kafka.away = true;
    Recorder recorder = recorder(Recorded.ALL);
    recorder.answered(REQUEST, new Input.Encoded(IMAGE), answer(ServingRole.CHAMPION));
    recorder.drain();

    assertThat(recorder.dropped()).isOne();
    assertThat(recorder.published()).isZero();
  }

  private Recorder recorder(Recorded recorded) {
    return new Recorder(recorded, kafka, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Prediction.Answered answer(ServingRole role) {
    return FakeAnswers.answer(role);
  }
}
