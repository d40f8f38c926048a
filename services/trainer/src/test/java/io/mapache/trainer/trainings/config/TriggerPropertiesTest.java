package io.mapache.trainer.trainings.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.trainer.trainings.TriggerPacing;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerPropertiesTest {

  @Test
  void theDefaults() {
    assertThat(read(Map.of()))
        .isEqualTo(new TriggerPacing(Duration.ofSeconds(2), Duration.ofMinutes(1)));
  }

  @Test
  void everyKey() {
    assertThat(read(Map.of("pause", "PT0.5S", "longest-wait", "PT10M")))
        .isEqualTo(new TriggerPacing(Duration.ofMillis(500), Duration.ofMinutes(10)));
  }

  @Test
  void whatCannotBeIsRefusedByItsKey() {
    assertThatThrownBy(() -> read(Map.of("pause", "PT-1S")))
        .hasMessage("mapache.training.trigger.pause: PT-1S (expected: at least PT0S)");
    assertThatThrownBy(() -> read(Map.of("longest-wait", "PT1S")))
        .hasMessage(
            "mapache.training.trigger.longest-wait: PT1S (expected: at least the pause, PT2S)");
  }

  private static TriggerPacing read(Map<String, String> keys) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().withMapping(TriggerProperties.class);
    keys.forEach(
        (key, value) -> builder.withDefaultValue("mapache.training.trigger." + key, value));
    return builder.build().getConfigMapping(TriggerProperties.class).toPacing();
  }
}
