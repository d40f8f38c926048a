package io.mapache.inference.prediction.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelNamesTest {

  @Test
  void theFirstKeepTheirNamesAndTheRestAreOther() {
    ModelNames names = new ModelNames(2);
    assertThat(names.of("cats")).isEqualTo("cats");
    assertThat(names.of("dogs")).isEqualTo("dogs");
    assertThat(names.of("owls")).isEqualTo(ModelNames.OTHER);
    assertThat(names.of("cats")).isEqualTo("cats");
    assertThat(names.of("owls")).isEqualTo(ModelNames.OTHER);
  }
}
