package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final Duration LONG = Duration.ofSeconds(1_000);

  @Test
  void oneSeedGivesOneSchedule() {
    assertThat(Arrivals.poisson(20, LONG, 7)).isEqualTo(Arrivals.poisson(20, LONG, 7));
    assertThat(Arrivals.poisson(20, LONG, 7)).isNotEqualTo(Arrivals.poisson(20, LONG, 8));
  }

  @Test
  void poissonArrivalsComeAtTheRateAndByChance() {
    Arrivals arrivals = Arrivals.poisson(20, LONG, 1);

    assertThat(arrivals.count() / 1_000.0).isCloseTo(20, within(0.5));
    assertThat(arrivals.nanos()).isSorted();
    assertThat(arrivals.nanos().get(arrivals.count() - 1)).isLessThan(LONG.toNanos());
    // Of exponential gaps, 1 - 1/e are shorter than the mean.
    assertThat(shareOfGapsBelow(arrivals, 50_000_000)).isCloseTo(0.632, within(0.01));
  }

  private static double shareOfGapsBelow(Arrivals arrivals, long nanos) {
    int below = 0;
    for (int i = 1; i < arrivals.count(); i++) {
      if (arrivals.nanos().get(i) - arrivals.nanos().get(i - 1) < nanos) {
        below++;
      }
    }
    return below / (arrivals.count() - 1.0);
  }

  @Test
  void oneClientPausesBetweenItsRequests() {
    assertThat(Arrivals.every(Duration.ofNanos(5), Duration.ofNanos(17)).nanos())
        .containsExactly(0L, 5L, 10L);
  }

  @Test
  void aBacklogIsDueAtOnce() {
    assertThat(Arrivals.backlog(3).nanos()).containsExactly(0L, 0L, 0L);
  }
}
