package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.imaging.Decoded;
import io.mapache.imaging.Reason;
import io.mapache.inference.HandExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final String MODEL = "model";

  private static final Pixels.Unreadable TORN =
      new Pixels.Unreadable(new Decoded.Refused(Reason.TRUNCATED, "half of it is missing"));

  private final HandExecutor compute = new HandExecutor();
  private final HandExecutor read = new HandExecutor();
  private Executor reading = Runnable::run;
  private int readers = 1;
  private Sharing sharing = Sharing.ALL;
  private final AtomicLong now = new AtomicLong();
  private final List<Integer> batches = new ArrayList<>();
  private int maps;

  @Test
  void computesASingleImageWithoutWaitingForMore() {
    Lane lane = lane(8, 1, 8);
    CompletableFuture<Computed> answer = submit(lane, 7);
    compute.runNext();
    assertThat(answer.join().features()).containsExactly(7);
    assertThat(batches).containsExactly(1);
  }

  @Test
  void aLaneThatWasIdleComputesAgain() {
    Lane lane = lane(8, 1, 8);
    submit(lane, 1);
    compute.runAll();
    CompletableFuture<Computed> later = submit(lane, 2);
    compute.runAll();
    assertThat(later).isCompleted();
  }

  @Test
  void whatArrivesBeforeASlotIsFreeSharesTheNextPass() {
    Lane lane = lane(8, 1, 8);
    submit(lane, 1);
    compute.runNext();
    submit(lane, 2);
    CompletableFuture<Computed> last = submit(lane, 3);
    compute.runAll();
    assertThat(batches).containsExactly(1, 2);
    assertThat(last.join().features()).containsExactly(3);
    assertThat(last.join().batch()).isEqualTo(2);
  }

  @Test
  void takesNoMoreThanMaxBatchAndServesInOrderOfArrival() {
    Lane lane = lane(2, 1, 8);
    List<CompletableFuture<Computed>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(submit(lane, i));
    }
    compute.runNext();
    assertThat(answers.stream().map(CompletableFuture::isDone))
        .containsExactly(true, true, false, false, false);
    compute.runAll();
    assertThat(batches).containsExactly(2, 2, 1);
  }

  @Test
  void whereAPassOfSeveralSavesLittleItTakesHalfOfWhatWaits() {
    reading = read;
    sharing = Sharing.HALF;
    Lane lane = lane(4, 1, 16);
    for (int i = 0; i < 11; i++) {
      submit(lane, i);
    }
    compute.runAll();
    assertThat(batches).containsExactly(4, 4, 2, 1);
  }

  @Test
  void noMoreIsReadAheadThanTheNextBatchTakes() {
    reading = read;
    Lane lane = lane(2, 1, 16);
    AtomicInteger seen = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      submit(lane, counted(seen, i));
    }
    read.runAll();
    assertThat(seen).hasValue(2);
    compute.runNext();
    read.runAll();
    assertThat(seen).hasValue(4);
  }

  @Test
  void refusesWhatDoesNotFitTheQueueAndTakesItOnceThereIsRoom() {
    Lane lane = lane(2, 1, 2);
    submit(lane, 1);
    submit(lane, 2);
    assertThat(lane.reserve(MODEL)).isEmpty();
    assertThat(lane.queued()).isEqualTo(2);
    compute.runAll();
    assertThat(lane.queued()).isZero();
    assertThat(lane.reserve(MODEL)).isPresent();
  }

  @Test
  void aPassThatFailsFailsItsOwnCallersAlone() {
    Lane lane = lane(2, 1, 8);
    CompletableFuture<Computed> bad = submit(lane, -1);
    CompletableFuture<Computed> beside = submit(lane, 1);
    CompletableFuture<Computed> next = submit(lane, 2);
    compute.runAll();
    assertThatThrownBy(bad::join).hasRootCauseMessage("negative");
    assertThatThrownBy(beside::join).hasRootCauseMessage("negative");
    assertThat(next.join().features()).containsExactly(2);
  }

  @Test
  void aSecondSlotTakesWhatTheFirstHasNot() {
    Lane lane = lane(2, 2, 8);
    submit(lane, 1);
    submit(lane, 2);
    assertThat(compute.waiting()).isEqualTo(2);
    submit(lane, 3);
    assertThat(compute.waiting()).isEqualTo(2);
    compute.runAll();
    assertThat(batches).containsExactly(2, 1);
  }

  @Test
  void lanesOfTwoBasesTakeTurnsOnOneThread() {
    Lane one = lane(1, 1, 8);
    Lane other = lane(1, 1, 8);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      submit(one, i).thenRun(() -> order.add("one"));
      submit(other, i).thenRun(() -> order.add("other"));
    }
    compute.runAll();
    assertThat(order).containsExactly("one", "other", "one", "other");
  }

  @Test
  void tellsHowLongAnImageWaitedAndHowLongItsPassTook() {
    Lane lane = lane(8, 1, 8);
    CompletableFuture<Computed> answer = submit(lane, 1);
    now.addAndGet(5);
    compute.runAll();
    assertThat(answer.join().queuedNanos()).isEqualTo(5);
    assertThat(answer.join().computeNanos()).isEqualTo(100);
  }

  @Test
  void whatIsLateIsDroppedAndTakesNoPlaceInABatch() {
    Lane lane = lane(1, 1, 8);
    now.set(10);
    CompletableFuture<Outcome> late = submit(lane, sample(1, false, Deadline.at(15)));
    CompletableFuture<Outcome> inTime = submit(lane, sample(2, false, Deadline.at(20)));
    now.set(15);
    compute.runAll();
    assertThat(late.join()).isEqualTo(new Late());
    assertThat(inTime.join()).isInstanceOf(Computed.class);
    assertThat(batches).containsExactly(1);
  }

  @Test
  void aSlotThatIsFreeReadsTheImageItself() {
    reading = read;
    Lane lane = lane(2, 1, 8);
    CompletableFuture<Computed> answer = submit(lane, 1);
    assertThat(read.waiting()).isZero();
    compute.runAll();
    assertThat(answer).isCompleted();
  }

  @Test
  void whatComesMeanwhileIsReadAheadOneAfterTheOther() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    AtomicInteger seen = new AtomicInteger();
    List<Integer> asked = new ArrayList<>();
    submit(lane, 1)
        .thenRun(
            () -> {
              submit(lane, counted(seen, 2));
              submit(lane, counted(seen, 3));
              asked.add(read.waiting());
              read.runAll();
              asked.add(seen.get());
            });
    compute.runNext();
    assertThat(asked).containsExactly(1, 2);
    compute.runAll();
    assertThat(batches).containsExactly(1, 2);
  }

  @Test
  void whatOfABatchNobodyHasReadAheadItsSlotAndTheReadersReadTogether() {
    reading = read;
    sharing = Sharing.HALF;
    Lane lane = lane(4, 1, 8);
    AtomicInteger seen = new AtomicInteger();
    List<Integer> byReaders = new ArrayList<>();
    Runnable whileTheSlotReads =
        () -> {
          read.runNext();
          byReaders.add(seen.get());
        };
    submit(lane, 1);
    submit(lane, read(whileTheSlotReads, new Pixels.Read(new float[] {2}, 0)));
    for (int i = 3; i <= 8; i++) {
      submit(lane, counted(seen, i));
    }
    read.runAll();
    compute.runNext();
    assertThat(byReaders).containsExactly(2);
    assertThat(batches).containsExactly(4);
  }

  @Test
  void allReadersHelpWithABatchThatIsLargeEnough() {
    reading = read;
    readers = 3;
    sharing = Sharing.HALF;
    Lane lane = lane(8, 1, 16);
    List<Integer> helping = new ArrayList<>();
    submit(lane, 1);
    submit(lane, 2);
    read.runAll();
    submit(lane, read(() -> helping.add(read.waiting()), new Pixels.Read(new float[] {3}, 0)));
    for (int i = 4; i <= 16; i++) {
      submit(lane, i);
    }
    compute.runNext();
    assertThat(helping).containsExactly(3);
    assertThat(batches).containsExactly(8);
  }

  @Test
  void whatBecomesLateWhileItsBatchIsReadIsNotReadAnyMore() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    submit(lane, read(() -> now.set(5), new Pixels.Read(new float[] {1}, 0)));
    CompletableFuture<Outcome> late = submit(lane, neverRead(Deadline.at(5)));
    submit(lane, 3);
    compute.runNext();
    assertThat(late).isCompletedWithValue(new Late());
    assertThat(batches).containsExactly(2);
  }

  @Test
  void whatOfABatchCannotBeReadHoldsUpNoneOfTheOthers() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    CompletableFuture<Outcome> torn = submit(lane, read(() -> {}, TORN));
    CompletableFuture<Outcome> broken = submit(lane, read(LaneTest::overflow, TORN));
    CompletableFuture<Computed> good = submit(lane, 1);
    compute.runNext();
    assertThat(torn).isCompletedWithValue(TORN);
    assertThatThrownBy(broken::join).hasRootCauseMessage("a fault of ours");
    assertThat(good).isCompleted();
    assertThat(batches).containsExactly(1);
  }

  @Test
  void aSlotIsNotLostWithABatchThatCouldNotBeBegun() {
    AtomicBoolean broken = new AtomicBoolean();
    reading =
        work -> {
          if (broken.get()) {
            throw new IllegalStateException("no thread to be had");
          }
          read.execute(work);
        };
    sharing = Sharing.HALF;
    Lane lane = lane(4, 1, 8);
    List<CompletableFuture<Computed>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(submit(lane, i));
    }
    read.runAll();
    broken.set(true);
    assertThatThrownBy(compute::runNext).hasMessage("no thread to be had");
    broken.set(false);
    compute.runAll();
    assertThat(answers.subList(4, 8)).allSatisfy(answer -> assertThat(answer).isCompleted());
  }

  @Test
  void wherePassesTakeOneAtATimeTheNextIsReadAheadHoweverManyWait() {
    reading = read;
    sharing = Sharing.HALF;
    Lane lane = lane(1, 1, 8);
    AtomicInteger seen = new AtomicInteger();
    submit(lane, 1)
        .thenRun(
            () -> {
              for (int i = 2; i <= 4; i++) {
                submit(lane, counted(seen, i));
              }
              read.runAll();
            });
    compute.runNext();
    assertThat(seen).hasValue(1);
  }

  @Test
  void aReaderThatComesTooLateToHelpReadsAheadAgainAfterwards() {
    reading = read;
    Lane lane = lane(2, 1, 8);
    submit(lane, 1);
    submit(lane, 2);
    read.runAll();
    List<CompletableFuture<Computed>> later = List.of(submit(lane, 3), submit(lane, 4));
    AtomicInteger seen = new AtomicInteger();
    submit(lane, counted(seen, 5));
    compute.runNext();
    compute.runNext();
    assertThat(later).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(seen).hasValue(0);
    read.runAll();
    assertThat(seen).hasValue(1);
  }

  @Test
  void whereReadingHoldsUpThePassAWholeBatchIsReadAfterIt() {
    reading = read;
    sharing = Sharing.HALF;
    Lane lane = lane(4, 1, 8);
    List<Integer> asked = new ArrayList<>();
    submit(lane, 1)
        .thenRun(
            () -> {
              submit(lane, 2);
              submit(lane, 3);
              read.runAll();
              for (int i = 4; i <= 8; i++) {
                submit(lane, i);
                asked.add(read.waiting());
                read.runAll();
              }
            });
    compute.runNext();
    assertThat(asked).containsExactly(1, 0, 0, 0, 0);
  }

  @Test
  void whereReadingHoldsUpThePassNoImageIsReadAheadForItselfAlone() {
    reading = read;
    sharing = Sharing.HALF;
    Lane lane = lane(4, 1, 8);
    List<Integer> asked = new ArrayList<>();
    List<CompletableFuture<Computed>> later = new ArrayList<>();
    submit(lane, 1)
        .thenRun(
            () -> {
              later.add(submit(lane, 2));
              asked.add(read.waiting());
              later.add(submit(lane, 3));
              asked.add(read.waiting());
            });
    compute.runNext();
    assertThat(asked).containsExactly(0, 1);
    read.runAll();
    compute.runAll();
    assertThat(later).hasSize(2).allSatisfy(answer -> assertThat(answer).isCompleted());
  }

  @Test
  void whereSeveralMayReadTheNextImageIsReadWhileTheFirstOneIs() {
    reading = read;
    readers = 2;
    sharing = Sharing.HALF;
    Lane lane = lane(4, 1, 8);
    List<Integer> asked = new ArrayList<>();
    Sample first = read(() -> asked.add(read.waiting()), new Pixels.Read(new float[] {2}, 0));
    submit(lane, 1)
        .thenRun(
            () -> {
              submit(lane, first);
              submit(lane, 3);
            });
    compute.runNext();
    read.runNext();
    assertThat(asked).containsExactly(1);
  }

  @Test
  void anImageThatIsBeingReadAheadIsReadByNobodyElseAndComputedWhenItIs() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    submit(lane, 1);
    List<String> seen = new ArrayList<>();
    CompletableFuture<Outcome> ahead =
        submit(
            lane,
            read(
                () -> {
                  seen.add("read");
                  compute.runAll();
                  seen.add("nothing to compute");
                },
                new Pixels.Read(new float[] {2}, 0)));
    read.runNext();
    compute.runAll();
    read.runAll();
    compute.runAll();
    assertThat(seen).containsExactly("read", "nothing to compute");
    assertThat(((Computed) ahead.join()).features()).containsExactly(2);
  }

  @Test
  void noImageIsLeftBehindWhereNobodyReadsAhead() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    List<CompletableFuture<Computed>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(submit(lane, i));
    }
    compute.runAll();
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    read.runAll();
    assertThat(batches).containsExactly(4, 1);
  }

  @Test
  void whatCannotBeReadIsSaidSoAndItsPlaceGivenBack() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    List<CompletableFuture<Outcome>> torn = new ArrayList<>();
    List<CompletableFuture<Outcome>> broken = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      torn.add(submit(lane, read(() -> {}, TORN)));
      broken.add(submit(lane, read(LaneTest::overflow, TORN)));
    }
    read.runAll();
    compute.runAll();
    assertThat(torn).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(TORN));
    assertThat(broken)
        .allSatisfy(
            answer -> assertThatThrownBy(answer::join).hasRootCauseMessage("a fault of ours"));
    assertThat(batches).isEmpty();
    assertThat(lane.queued()).isZero();
    CompletableFuture<Computed> good = submit(lane, 1);
    compute.runAll();
    assertThat(good).isCompleted();
  }

  @Test
  void whatIsLateIsNotReadAhead() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    submit(lane, 1);
    CompletableFuture<Outcome> late = submit(lane, neverRead(Deadline.at(5)));
    now.set(5);
    read.runAll();
    assertThat(late).isCompletedWithValue(new Late());
    assertThat(lane.queued()).isOne();
  }

  @Test
  void aSpareImageIsComputedOnceTheLastOtherCouldNotBeRead() {
    Lane lane = lane(4, 1, 8);
    submit(lane, read(() -> {}, TORN));
    CompletableFuture<Outcome> spare = spare(lane, 1);
    compute.runAll();
    assertThat(spare).isCompleted();
  }

  @Test
  void severalReadersReadOneImageEach() {
    reading = read;
    readers = 2;
    Lane lane = lane(4, 1, 8);
    submit(lane, 0);
    List<CompletableFuture<Computed>> answers = new ArrayList<>();
    for (int i = 1; i < 4; i++) {
      answers.add(submit(lane, i));
    }
    assertThat(read.waiting()).isEqualTo(2);
    read.runAll();
    compute.runAll();
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(batches).containsExactly(4);
  }

  @Test
  void theTimeOfReadingIsNotThatOfWaitingWhoeverReads() {
    Lane lane = lane(4, 1, 8);
    Runnable slow = () -> now.addAndGet(30);
    CompletableFuture<Outcome> ownSlot =
        submit(lane, read(slow, new Pixels.Read(new float[] {1}, 30)));
    now.addAndGet(5);
    compute.runAll();
    CompletableFuture<Outcome> before =
        submit(lane, Sample.of(new Pixels.Read(new float[] {1}, 30), false, Deadline.none()));
    now.addAndGet(7);
    compute.runAll();
    assertThat(((Computed) ownSlot.join()).queuedNanos()).isEqualTo(5);
    assertThat(((Computed) before.join()).queuedNanos()).isEqualTo(7);
  }

  @Test
  void aLateImageTakesNoTurnFromTheOthers() {
    Lane lane = lane(3, 1, 8);
    CompletableFuture<Outcome> late = submit(lane, sample(1, false, Deadline.at(5)));
    submit(lane, 2);
    submit(lane, 3);
    now.set(5);
    compute.runNext();
    assertThat(late).isCompletedWithValue(new Late());
    assertThat(batches).containsExactly(2);
  }

  @Test
  void whereReadersAreGoneSlotsReadAll() {
    reading = read;
    Lane lane = lane(4, 1, 8);
    submit(lane, 1);
    read.fill();
    CompletableFuture<Computed> last = submit(lane, 2);
    compute.runAll();
    assertThat(last).isCompleted();
  }

  @Test
  void onlyWhoAsksGetsAnActivationAndNobodyElsePaysForIt() {
    Lane lane = lane(2, 1, 8);
    CompletableFuture<Outcome> mapped = submit(lane, sample(1, true, Deadline.none()));
    CompletableFuture<Computed> beside = submit(lane, 2);
    submit(lane, 3);
    compute.runAll();
    assertThat(((Computed) mapped.join()).activation()).hasValue(new float[] {1});
    assertThat(beside.join().activation()).isEmpty();
    assertThat(batches).containsExactly(2, 1);
    assertThat(maps).isOne();
  }

  @Test
  void aPlaceIsTakenBeforeItsImageIsDecoded() {
    Lane lane = lane(2, 1, 2);
    Lane.Place slow = lane.reserve(MODEL).orElseThrow();
    CompletableFuture<Computed> quick = submit(lane, 1);
    assertThat(lane.reserve(MODEL)).isEmpty();
    compute.runAll();
    assertThat(quick).isCompleted();
    CompletableFuture<Outcome> last = fill(slow, image(2));
    compute.runAll();
    assertThat(last.join()).isInstanceOf(Computed.class);
  }

  @Test
  void aPlaceWithoutAnImageIsGivenBackOnceAndAFilledOneIsNot() {
    Lane lane = lane(2, 1, 2);
    Lane.Place bad = lane.reserve(MODEL).orElseThrow();
    bad.close();
    bad.close();
    assertThat(lane.queued()).isZero();
    Lane.Place good = lane.reserve(MODEL).orElseThrow();
    good.fill(image(1));
    good.close();
    compute.runAll();
    assertThat(good.outcome().toCompletableFuture()).isCompleted();
  }

  @Test
  void aModelThatFloodsAFullQueueMakesRoomForAnotherAndIsToldSo() {
    Lane lane = lane(2, 1, 2);
    CompletableFuture<Computed> first = submit(lane, 1);
    Lane.Place undecoded = lane.reserve(MODEL).orElseThrow();
    Lane.Place other = lane.reserve("other").orElseThrow();
    assertThat(undecoded.isLost()).isTrue();
    assertThat(fill(undecoded, image(2)).join()).isEqualTo(new Refused());
    CompletableFuture<Outcome> its = fill(other, image(3));
    compute.runAll();
    assertThat(first).isCompleted();
    assertThat(((Computed) its.join()).batch()).isEqualTo(2);
  }

  @Test
  void spareImagesAreComputedOneByOneAndOnlyWhileNoOtherHasAPlace() {
    Lane lane = lane(2, 1, 2);
    Lane.Place decoding = lane.reserve(MODEL).orElseThrow();
    CompletableFuture<Outcome> one = spare(lane, 1);
    CompletableFuture<Outcome> other = spare(lane, 2);
    compute.runAll();
    assertThat(one).isNotDone();
    CompletableFuture<Outcome> asked = fill(decoding, image(3));
    compute.runNext();
    assertThat(asked).isCompleted();
    assertThat(one).isNotDone();
    compute.runAll();
    assertThat(other).isCompleted();
    assertThat(batches).containsExactly(1, 1, 1);
  }

  @Test
  void aSpareImageIsComputedAtOnceInAnIdleLaneAndOnceTheLastPlaceIsGivenBack() {
    Lane lane = lane(2, 1, 2);
    CompletableFuture<Outcome> atOnce = spare(lane, 1);
    compute.runAll();
    assertThat(atOnce).isCompleted();
    Lane.Place bad = lane.reserve(MODEL).orElseThrow();
    CompletableFuture<Outcome> later = spare(lane, 2);
    bad.close();
    compute.runAll();
    assertThat(later).isCompleted();
  }

  @Test
  void spareImagesGiveWayToTheImagesOfOtherLanes() {
    Slots slots = new Slots(1, compute);
    Batching one = new Batching(1, Sharing.ALL, 1, 8);
    Lane busy = new Lane(one, Same::new, workers(slots), now::get);
    Lane shadow = new Lane(one, Same::new, workers(slots), now::get);
    List<String> order = new ArrayList<>();
    slots.execute(
        () -> {
          spare(shadow, 1).thenRun(() -> order.add("spare"));
          submit(busy, 1).thenRun(() -> order.add("asked"));
          submit(busy, 2).thenRun(() -> order.add("asked"));
        });
    compute.runAll();
    assertThat(order).containsExactly("asked", "asked", "spare");
  }

  @Test
  void anImageDoesNotWaitBehindTheSpareOnesOfItsLane() {
    Slots slots = new Slots(1, compute);
    Lane lane = new Lane(new Batching(1, Sharing.ALL, 1, 8), Same::new, workers(slots), now::get);
    List<String> order = new ArrayList<>();
    slots.execute(
        () -> {
          spare(lane, 1).thenRun(() -> order.add("spare"));
          submit(lane, 2).thenRun(() -> order.add("asked"));
        });
    compute.runAll();
    assertThat(order).containsExactly("asked", "spare");
  }

  @Test
  void whoGivesAPlaceBackComputesNothing() {
    Slots slots = new Slots(1, compute);
    Lane lane = new Lane(new Batching(1, Sharing.ALL, 1, 8), Same::new, workers(slots), now::get);
    Lane.Place place = lane.reserve(MODEL).orElseThrow();
    CompletableFuture<Outcome> spare = spare(lane, 1);
    place.close();
    assertThat(spare).isNotDone();
    compute.runAll();
    assertThat(spare).isCompleted();
  }

  @Test
  void spareImagesThatDoNotFitAreDropped() {
    Lane lane = lane(2, 1, 2);
    lane.reserve(MODEL);
    spare(lane, 1);
    spare(lane, 2);
    assertThat(lane.spare(image(3))).isEmpty();
  }

  private Lane lane(int maxBatch, int slots, int capacity) {
    return new Lane(
        new Batching(maxBatch, sharing, slots, capacity),
        Same::new,
        new Workers(compute, compute, reading, readers),
        now::get);
  }

  private Workers workers(Slots slots) {
    return new Workers(slots, slots::spare, reading, 1);
  }

  /** Features and activation are what comes in. */
  private final class Same implements Forward {
    @Override
    public float[][] features(List<float[]> images) {
      batches.add(images.size());
      now.addAndGet(100);
      if (images.stream().anyMatch(image -> image[0] < 0)) {
        throw new IllegalStateException("negative");
      }
      return images.toArray(float[][]::new);
    }

    @Override
    public Mapped mapped(List<float[]> images) {
      maps++;
      float[][] features = features(images);
      return new Mapped(features, features);
    }
  }

  private static CompletableFuture<Computed> submit(Lane lane, float value) {
    return submit(lane, image(value)).thenApply(Computed.class::cast);
  }

  private static CompletableFuture<Outcome> submit(Lane lane, Sample sample) {
    return fill(lane.reserve(MODEL).orElseThrow(), sample);
  }

  private static CompletableFuture<Outcome> fill(Lane.Place place, Sample sample) {
    place.fill(sample);
    return place.outcome().toCompletableFuture();
  }

  private static CompletableFuture<Outcome> spare(Lane lane, float value) {
    return lane.spare(image(value)).orElseThrow().toCompletableFuture();
  }

  private static Sample image(float value) {
    return sample(value, false, Deadline.none());
  }

  private static void overflow() {
    throw new StackOverflowError("a fault of ours");
  }

  private static Sample read(Runnable reading, Pixels pixels) {
    return new Sample(
        () -> {
          reading.run();
          return pixels;
        },
        false,
        Deadline.none());
  }

  private static Sample neverRead(Deadline deadline) {
    return new Sample(
        () -> {
          throw new AssertionError("read");
        },
        false,
        deadline);
  }

  private static Sample counted(AtomicInteger reads, float value) {
    return read(reads::incrementAndGet, new Pixels.Read(new float[] {value}, 0));
  }

  private static Sample sample(float value, boolean mapped, Deadline deadline) {
    return Sample.of(new Pixels.Read(new float[] {value}, 0), mapped, deadline);
  }
}
