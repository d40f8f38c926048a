package io.mapache.training.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiceTest {

  @Test
  void everyEpochHasAnOrderOfItsOwnAndTheSameOneEachTime() {
    int[] first = Dice.of(7, "order", 1).order(100);
    assertThat(first).containsExactly(Dice.of(7, "order", 1).order(100));
    assertThat(first).isNotEqualTo(Dice.of(7, "order", 2).order(100));
    assertThat(first).isNotEqualTo(Dice.of(8, "order", 1).order(100));
    assertThat(first).isNotEqualTo(Dice.of(7, "dropout", 1).order(100));
    assertThat(IntStream.of(first).sorted().toArray())
        .containsExactly(IntStream.range(0, 100).toArray());
  }

  @Test
  void everyPlaceIsEquallyLikely() {
    int n = 10;
    int rounds = 20_000;
    int[][] seen = new int[n][n];
    for (int round = 0; round < rounds; round++) {
      int[] order = Dice.of(1, "order", round).order(n);
      for (int i = 0; i < n; i++) {
        seen[i][order[i]]++;
      }
    }
    // Five standard deviations of a count around 2000.
    double bound = 5 * Math.sqrt(rounds * 0.1 * 0.9);
    assertThat(Arrays.stream(seen).flatMapToInt(Arrays::stream).boxed().toList())
        .allSatisfy(
            count -> assertThat(count).isBetween((int) (2000 - bound), (int) (2000 + bound)));
  }

  /** The sequence is part of what makes a training repeatable: it must not drift by accident. */
  @Test
  void theSequenceStaysWhatItIs() {
    assertThat(Dice.of(1, "order", 1).order(8)).containsExactly(3, 6, 0, 7, 5, 4, 2, 1);
  }
}
