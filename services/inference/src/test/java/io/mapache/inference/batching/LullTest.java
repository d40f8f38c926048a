package io.mapache.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LullTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Slots busy = new Slots(1, work -> {});
  private long now;
  private int looks;

  LullTest() {
    busy.execute(() -> {});
  }

  @Test
  void whereThereIsNoLullItIsWaitedForOnceInAWhile() {
    Lull lull = new Lull(busy, this::passing);
    int once = looksOf(lull);
    assertThat(looksOf(lull)).as("not again at once").isLessThan(once);
    now += Duration.ofMillis(100).toNanos();
    assertThat(looksOf(lull)).as("but after an eighth of a second").isEqualTo(once);
  }

  /** Each look takes 25 ms. */
  private long passing() {
    looks++;
    now += Duration.ofMillis(25).toNanos();
    return now;
  }

  /** Two if it waited: before and after. */
  private int looksOf(Lull lull) {
    int before = looks;
    assertTimeoutPreemptively(SOON, lull::await);
    return looks - before;
  }
}
