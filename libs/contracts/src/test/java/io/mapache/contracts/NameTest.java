package io.mapache.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

  @ParameterizedTest
  @CsvSource(
      value = {"' cat '|cat", "'grand \t piano'|grand piano", "'e\u0301cu'|\u00e9cu", "Cat|Cat"},
      delimiter = '|')
  void aLabelHasOneForm(String raw, String label) {
    assertThat(Name.label(raw)).isEqualTo(label);
  }

  @Test
  void aLabelHoldsNoSeparatorOfTheManifest() {
    assertThat(Name.label("a\tb\nc\u0000d\u2028e")).isEqualTo("a b c d e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n "})
  void anEmptyLabelIsRefused(String raw) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.label(raw))
        .withMessageContaining("label");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../pets", "a/b", "-pets", "pets and more"})
  void anIdentifierCanStandInAPathAndAUrl(String raw) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Name.identifier("dataset", raw))
        .withMessageStartingWith("dataset: '" + raw);
  }
}
