package io.mapache.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

  /** From scipy.stats.binomtest(k, n, p, alternative='greater'). */
  @ParameterizedTest
  @CsvSource({
    "12, 50, 0.08, 0.0004659039284702319",
    "9, 50, 0.0714, 0.00829781291056784",
    "2, 50, 0.00038, 0.00017475335689104768",
    "10, 50, 0.1, 0.024537935704591392",
    "11, 50, 0.1, 0.009354601587329066",
    "30, 400, 0.05, 0.019033610776192426",
    "0, 50, 0.1, 1",
    "50, 50, 0.5, 8.881784197001252e-16",
    "120, 100000, 0.001, 0.028167005850853494",
    "1300, 1000000, 0.00115, 7.618883011886094e-06",
  })
  void theTestIsTheExactOne(long hits, long of, double probability, double expected) {
    assertThat(new Share(hits, of).likelihoodOfMore(probability))
        .isCloseTo(expected, within(expected * 1e-9));
  }

  /** From scipy.stats.binomtest(k, n).proportion_ci(0.95, method='wilson'). */
  @ParameterizedTest
  @CsvSource({
    "0, 50, 0, 0.07134759913335872",
    "3, 60, 0.017149502164395668, 0.13700516476348518",
    "45, 50, 0.7863976856252034, 0.9565242350681095",
    "0, 10000, 0, 0.00038399837067659573",
    "4, 9000, 0.00017284891106461483, 0.0011423073891491716",
  })
  void theIntervalIsWilsons(long hits, long of, double low, double high) {
    assertThat(new Share(hits, of).low()).isCloseTo(low, within(1e-12));
    assertThat(new Share(hits, of).high()).isCloseTo(high, within(1e-12));
  }

  @Test
  void theIntervalOfNoneOrAllIsNotOutsideOfWhatIsPossible() {
    for (int of = 1; of <= 1_000; of++) {
      assertThat(new Share(0, of).low()).isNotNegative();
      assertThat(new Share(of, of).high()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(new Share(0, 0).low()).isZero();
    assertThat(new Share(0, 0).high()).isEqualTo(1);
  }

  @Test
  void moreThanTheLibraryCountsIsScaled() {
    Share many = new Share(4_000_000_000L, 40_000_000_000L);

    assertThat(many.value()).isEqualTo(0.1);
    assertThat(many.high()).isBetween(0.1, 0.10003);
    assertThat(many.likelihoodOfMore(0.0999)).isLessThan(1e-9);
  }

  @Test
  void moreHitsThanThereWereAreRefused() {
    assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
