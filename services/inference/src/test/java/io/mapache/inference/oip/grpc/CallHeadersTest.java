package io.mapache.inference.oip.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.mapache.inference.batching.Deadline;
import org.junit.jupiter.api.Test;

class CallHeadersTest {

  @Test
  void aTimeoutIsADeadline() {
    assertThat(deadline("250m")).isEqualTo(Deadline.at(1000 + 250_000_000));
    assertThat(deadline("3S")).isEqualTo(Deadline.at(1000 + 3_000_000_000L));
    assertThat(deadline("99n")).isEqualTo(Deadline.at(1099));
  }

  @Test
  void withoutATimeoutThatCanBeReadThereIsNone() {
    assertThat(deadline("soon")).isEqualTo(Deadline.none());
    assertThat(new CallHeaders(new Metadata()).deadline(1000)).isEqualTo(Deadline.none());
  }

  @Test
  void aHeaderIsFoundInAnyCase() {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("x-user", Metadata.ASCII_STRING_MARSHALLER), "ann");
    assertThat(new CallHeaders(metadata).text("X-User")).contains("ann");
    assertThat(new CallHeaders(metadata).text("X-Other")).isEmpty();
  }

  private static Deadline deadline(String timeout) {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), timeout);
    return new CallHeaders(metadata).deadline(1000);
  }
}
