package io.mapache.inference.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestIdTest {

  @Test
  void theCallersOwnIsKept() {
    assertThat(RequestId.of("run-7:cat.0042")).isEqualTo("run-7:cat.0042");
  }

  @Test
  void whatCannotStandInALogLineIsReplaced() {
    assertThat(RequestId.of("a\nb")).isNotEqualTo("a\nb").matches("[0-9a-f-]{36}");
    assertThat(RequestId.of("")).isNotEmpty();
    assertThat(RequestId.of(null)).isNotEqualTo(RequestId.of(null));
  }
}
