package io.mapache.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UnfinishedTest {

  private static final TopicPartition ONE = new TopicPartition("t", 1);

  private final Unfinished unfinished = new Unfinished();

  @Test
  void isCommittedUpToTheFirstThatIsOnItsWay() {
    unfinished.begin(ONE, 5);
    unfinished.begin(ONE, 6);
    unfinished.begin(ONE, 9);
    unfinished.end(ONE, 6);
    assertThat(unfinished.done()).isEqualTo(upTo(5));

    unfinished.end(ONE, 5);
    assertThat(unfinished.done()).isEqualTo(upTo(9));
    assertThat(unfinished.count()).isOne();

    unfinished.end(ONE, 9);
    assertThat(unfinished.done()).isEqualTo(upTo(10));
  }

  @Test
  void isToldOnce() {
    unfinished.begin(ONE, 5);
    unfinished.end(ONE, 5);
    assertThat(unfinished.done()).isEqualTo(upTo(6));

    assertThat(unfinished.done()).isEmpty();
    assertThat(unfinished.safe()).isEqualTo(upTo(6));
  }

  @Test
  void whatWasGivenAwayIsNotCommitted() {
    unfinished.begin(ONE, 5);
    unfinished.forget(List.of(ONE));
    unfinished.end(ONE, 5);

    assertThat(unfinished.safe()).isEmpty();
    assertThat(unfinished.count()).isZero();
  }

  private static Map<TopicPartition, OffsetAndMetadata> upTo(long offset) {
    return Map.of(ONE, new OffsetAndMetadata(offset));
  }
}
