package io.mapache.ingest.upload.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadPropertiesTest {

  @Test
  void theirDefaults() {
    UploadProperties defaults = read(Map.of());
    assertThat(defaults.maxBody().asLongValue()).isEqualTo(64L << 20);
    assertThat(defaults.decodes()).isEmpty();
    assertThat(defaults.decodePatience()).isEqualTo(Duration.ofSeconds(20));
    assertThat(defaults.incoming()).isEqualTo(Path.of("/home/m/incoming"));
  }

  @Test
  void everyKey() {
    UploadProperties changed =
        read(
            Map.of(
                "mapache.ingest.max-body", "1M",
                "mapache.ingest.decodes", "3",
                "mapache.ingest.decode-patience", "PT1S",
                "mapache.ingest.incoming", "/else/where"));
    assertThat(changed.maxBody().asLongValue()).isEqualTo(1L << 20);
    assertThat(changed.decodes()).hasValue(3);
    assertThat(changed.decodePatience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(changed.incoming()).isEqualTo(Path.of("/else/where"));
  }

  @Test
  void aMisspeltKeyStopsTheStart() {
    assertThatThrownBy(() -> read(Map.of("mapache.ingest.max-boddy", "1M")))
        .hasMessageContaining("mapache.ingest.max-boddy");
  }

  private static UploadProperties read(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("mapache.home", "/home/m");
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(
            io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
        .withMapping(UploadProperties.class)
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .build()
        .getConfigMapping(UploadProperties.class);
  }
}
