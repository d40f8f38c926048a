package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void percentilesAreOfNumbersThatWereMeasured() {
    Sample hundred = Sample.of(IntStream.rangeClosed(1, 100).map(i -> 101 - i).asDoubleStream());

    assertThat(hundred.median()).isEqualTo(50);
    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.highest()).isEqualTo(100);
  }

  @Test
  void nothingMeasuredIsNoNumber() {
    assertThat(new Sample(new double[0]).median()).isNaN();
  }
}
