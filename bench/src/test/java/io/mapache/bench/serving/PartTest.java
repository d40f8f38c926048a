package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PartTest {

  @Test
  void partsAreMeasuredInTheirOwnOrder() {
    assertThat(Part.of("models,one")).containsExactly(Part.ONE, Part.MODELS);
  }

  @Test
  void allAreMeasuredUnlessAskedOtherwise() {
    assertThat(Part.of(null)).containsExactly(Part.values());
  }

  @Test
  void whatIsNoPartIsToldWithWhatIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Part.of("swap"))
        .withMessageStartingWith("--only: 'swap' (expected: some of [saturation, one,");
  }
}
