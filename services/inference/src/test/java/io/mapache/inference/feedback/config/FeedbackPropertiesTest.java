package io.mapache.inference.feedback.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.inference.feedback.Recorded;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedbackPropertiesTest {

  private static final String RECORD = "mapache.inference.feedback.record";

  @Test
  void everythingIsRecordedUnlessItIsSaidOtherwise() {
    assertThat(recorded(Map.of())).isEqualTo(Recorded.ALL);
    assertThat(recorded(Map.of(RECORD, "captured"))).isEqualTo(Recorded.CAPTURED);
    assertThat(recorded(Map.of(RECORD, "none"))).isEqualTo(Recorded.NONE);
  }

  @Test
  void whatIsNoneOfTheseStopsTheStart() {
    assertThatThrownBy(() -> recorded(Map.of(RECORD, "some"))).hasMessageContaining(RECORD);
  }

  private static Recorded recorded(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(FeedbackProperties.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build()
        .getConfigMapping(FeedbackProperties.class)
        .record();
  }
}
