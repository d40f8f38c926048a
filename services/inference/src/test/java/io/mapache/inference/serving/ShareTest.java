package io.mapache.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.Digest;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {

  private static final ModelVersion CANARY = new ModelVersion("colours", 2, Digest.of("bundle"));

  @Test
  void takesItsShareOfThoseWhoSendTheHeader() {
    Share tenth = new Share(CANARY, 10, Optional.of("X-User"));
    long taken = IntStream.range(0, 10_000).filter(user -> tenth.takes(named(user), 0)).count();
    assertThat(taken / 10_000.0).isCloseTo(0.1, within(0.01));
  }

  @Test
  void takesItsShareOfEveryFewRequestsOfThoseWhoDoNot() {
    Share quarter = new Share(CANARY, 25, Optional.of("X-User"));
    for (int from = 0; from < 1000; from += 20) {
      long taken =
          IntStream.range(from, from + 20)
              .filter(turn -> quarter.takes(name -> Optional.empty(), turn))
              .count();
      assertThat(taken).isBetween(4L, 6L);
    }
  }

  @Test
  void whoMeetsTheCanaryMeetsItAgainAndStillDoesWhenItsShareGrows() {
    Share tenth = new Share(CANARY, 10, Optional.of("X-User"));
    Share half = new Share(CANARY, 50, Optional.of("X-User"));
    for (int user = 0; user < 1000; user++) {
      boolean first = tenth.takes(named(user), 1);
      assertThat(tenth.takes(named(user), 2)).isEqualTo(first);
      assertThat(half.takes(named(user), 3) || !first).isTrue();
    }
  }

  @Test
  void anotherCanaryIsTriedByOthers() {
    Share one = new Share(CANARY, 50, Optional.of("X-User"));
    ModelVersion next = new ModelVersion("colours", 3, Digest.of("bundle"));
    Share other = new Share(next, 50, Optional.of("X-User"));
    long both =
        IntStream.range(0, 1000)
            .filter(user -> one.takes(named(user), 0) && other.takes(named(user), 0))
            .count();
    assertThat(both).isBetween(200L, 300L);
  }

  @Test
  void theSameOnEveryReplica() {
    Share half = new Share(CANARY, 50, Optional.of("X-User"));
    assertThat(IntStream.range(0, 12).filter(user -> half.takes(named(user), 0)).toArray())
        .containsExactly(0, 1, 3, 4, 5, 7, 8, 9, 10);
  }

  private static Function<String, Optional<String>> named(int user) {
    return header -> Optional.of("user-" + user).filter(value -> header.equals("X-User"));
  }
}
