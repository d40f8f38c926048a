package io.mapache.inference.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aValidOneIsPassedOnAsItIs() {
    TraceParent trace = TraceParent.of(VALID);
    assertThat(trace).hasToString(VALID);
    assertThat(trace.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void aLaterVersionIsPassedOnInTheOneThatWeKnow() {
    assertThat(TraceParent.of("01" + VALID.substring(2) + "-what-comes")).hasToString(VALID);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x"
      })
  void anInvalidOrMissingOneIsReplacedByAValidOne(String header) {
    TraceParent trace = TraceParent.of(header);
    assertThat(trace.toString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    assertThat(TraceParent.of(trace.toString())).isEqualTo(trace);
    assertThat(TraceParent.of(header).traceId()).isNotEqualTo(trace.traceId());
  }
}
