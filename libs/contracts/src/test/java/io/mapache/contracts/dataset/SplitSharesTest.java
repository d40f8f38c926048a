package io.mapache.contracts.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mapache.contracts.Digest;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitSharesTest {

  private static Digest beginningWith(String sixteenDigits) {
    return new Digest(sixteenDigits + "0".repeat(48));
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, TRAIN",
    "b333333333332000, TRAIN",
    "b333333333333000, VALIDATION",
    "d999999999999000, VALIDATION",
    "d99999999999a000, TEST",
    "ffffffffffffffff, TEST"
  })
  void theFirstEightBytesOfTheDigestPlaceAnImage(String digits, Split split) {
    assertThat(SplitShares.DEFAULT.of(beginningWith(digits), null)).isEqualTo(split);
  }

  @Test
  void imagesOfOneGroupShareTheSplitOfTheGroup() {
    Digest train = beginningWith("0000000000000000");
    Digest test = beginningWith("ffffffffffffffff");
    assertThat(SplitShares.DEFAULT.of(train, "burst 7"))
        .isEqualTo(SplitShares.DEFAULT.of(test, "burst 7"));
  }

  @Test
  void manyImagesFallByTheShares() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    SplitShares shares = new SplitShares(0.4, 0.1, 0.3, 0.2);
    for (int i = 0; i < 20_000; i++) {
      counts.merge(shares.of(Digest.of("image " + i), null), 1, Integer::sum);
    }
    assertThat(counts.get(Split.TRAIN) / 20_000.0).isEqualTo(0.4, within(0.015));
    assertThat(counts.get(Split.AUDIT) / 20_000.0).isEqualTo(0.2, within(0.015));
  }

  @Test
  void sharesThatDoNotAddUpToOneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitShares(0.7, 0.2, 0.2, 0));
  }
}
