package io.mapache.trainer.trainings.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.contracts.training.JobSpec.Limits;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobPropertiesTest {

  private final Map<String, String> keys = new HashMap<>(Map.of("class-path", "job.jar"));

  @Test
  void theDefaults() {
    assertThat(read().toJobCommand().mainClass()).isEqualTo("io.mapache.training.TrainingJob");
    assertThat(read().toJobCommand().javaOptions()).isEmpty();
    assertThat(read().toFastCommand().mainClass()).isEqualTo("io.mapache.training.FastWorker");
    assertThat(read().toFastCommand().javaOptions()).contains("-Xmx512m");
    assertThat(read().toLimits()).isEqualTo(new Limits(1440, 0));
  }

  @Test
  void everyKey() {
    keys.putAll(
        Map.of(
            "main-class", "Job",
            "java-options", " -Xmx2g  -Xms1g ",
            "fast-main-class", "Fast",
            "fast-java-options", "-Xmx1g",
            "minutes", "60",
            "memory-megabytes", "4000"));

    assertThat(read().toJobCommand().mainClass()).isEqualTo("Job");
    assertThat(read().toJobCommand().javaOptions()).containsExactly("-Xmx2g", "-Xms1g");
    assertThat(read().toFastCommand().mainClass()).isEqualTo("Fast");
    assertThat(read().toFastCommand().javaOptions()).containsExactly("-Xmx1g");
    assertThat(read().toFastCommand().classPath()).isEqualTo("job.jar");
    assertThat(read().toLimits()).isEqualTo(new Limits(60, 4000));
  }

  @Test
  void aLimitBelowNoneIsRefusedByItsKey() {
    keys.put("minutes", "-1");

    assertThatThrownBy(() -> read().toLimits())
        .hasMessage("mapache.training.job.minutes: -1 (expected: 0 for no limit, or more)");
  }

  private JobProperties read() {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(JobProperties.class);
    keys.forEach((key, value) -> builder.withDefaultValue("mapache.training.job." + key, value));
    return builder.build().getConfigMapping(JobProperties.class);
  }
}
