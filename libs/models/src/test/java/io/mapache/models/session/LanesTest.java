package io.mapache.models.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class LanesTest {

  @Test
  void doesEachPartOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    try (Lanes lanes = new Lanes(3)) {
      lanes.each(100, done::incrementAndGet);
    }
    for (int part = 0; part < 100; part++) {
      assertThat(done.get(part)).isOne();
    }
  }

  @Test
  void worksOnAsManyPartsAtOnceAsThereAreLanes() {
    CountDownLatch bothAtWork = new CountDownLatch(2);
    try (Lanes lanes = new Lanes(2)) {
      lanes.each(
          2,
          part -> {
            bothAtWork.countDown();
            await(bothAtWork);
          });
    }
    assertThat(bothAtWork.getCount()).isZero();
  }

  @Test
  void tellsOfAFailureOnlyWhenNoLaneIsAtWorkAnyMore() {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicIntegerArray done = new AtomicIntegerArray(1);
    try (Lanes lanes = new Lanes(2)) {
      assertThatThrownBy(
              () ->
                  lanes.each(
                      2,
                      part -> {
                        if (part == 0) {
                          failed.countDown();
                          throw new SessionException("part 0");
                        }
                        await(failed);
                        done.incrementAndGet(0);
                      }))
          .isInstanceOf(SessionException.class)
          .hasMessage("part 0");
      assertThat(done.get(0)).isOne();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
