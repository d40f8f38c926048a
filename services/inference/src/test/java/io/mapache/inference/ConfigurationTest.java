package io.mapache.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.inference.batching.Batching;
import io.mapache.inference.batching.Sharing;
import io.mapache.inference.batching.config.BatchingProperties;
import io.mapache.inference.prediction.config.PredictionProperties;
import io.mapache.inference.serving.config.ServingProperties;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  private static final int ALL = Runtime.getRuntime().availableProcessors();

  @Test
  void defaults() {
    SmallRyeConfig config = config(Map.of());
    assertThat(batching(config)).isEqualTo(new Batching(8, Sharing.HALF, 1, 64));
    BatchingProperties batching = config.getConfigMapping(BatchingProperties.class);
    assertThat(batching.readersOrDefault(false)).isOne();
    assertThat(batching.toBatching(true)).isEqualTo(new Batching(16, Sharing.ALL, 1, 64));
    assertThat(batching.readersOrDefault(true)).isEqualTo(ALL);
    ServingProperties serving = config.getConfigMapping(ServingProperties.class);
    assertThat(serving.threadsOrAll()).isEqualTo(ALL);
    assertThat(serving.pinThreads()).isTrue();
    assertThat(serving.retryAfter()).isEqualTo(Duration.ofSeconds(15));
    assertThat(serving.deviceOrRefuse()).isEqualTo("cpu");
    assertThat(serving.maxBasesOrAny()).isEqualTo(Integer.MAX_VALUE);
    assertThat(serving.memoryBudget()).isEmpty();
    assertThat(serving.idleAfter()).isEqualTo(Duration.ofMinutes(5));
    assertThat(serving.pinnedOrRefuse()).isEqualTo(16);
    assertThat(serving.loadWait()).isEqualTo(Duration.ofSeconds(10));
    PredictionProperties prediction = config.getConfigMapping(PredictionProperties.class);
    assertThat(prediction.decodersOrAll()).isEqualTo(ALL);
    assertThat(prediction.decodeQueue()).isEqualTo(64);
    assertThat(prediction.maxBody()).isEqualTo(64 << 20);
    assertThat(prediction.maxBodies()).isEqualTo(96 << 20);
    assertThat(prediction.maxSeveralOrRefuse()).isEqualTo(32 << 20);
    assertThat(prediction.maxImagesOrRefuse()).isEqualTo(32);
    assertThat(prediction.namedModelsOrRefuse()).isEqualTo(100);
  }

  @Test
  void everyKey() {
    SmallRyeConfig config =
        config(
            Map.of(
                "mapache.inference.batching.max-batch", "16",
                "mapache.inference.batching.slots", "2",
                "mapache.inference.batching.readers", "4",
                "mapache.inference.batching.queue-capacity", "32",
                "mapache.inference.serving.threads", "3",
                "mapache.inference.serving.retry-after", "PT1M",
                "mapache.inference.prediction.decoders", "5",
                "mapache.inference.prediction.decode-queue", "6",
                "mapache.inference.prediction.max-body", "7",
                "mapache.inference.prediction.max-bodies", "8"));
    assertThat(batching(config)).isEqualTo(new Batching(16, Sharing.HALF, 2, 32));
    assertThat(config.getConfigMapping(BatchingProperties.class).readersOrDefault(false))
        .isEqualTo(4);
    ServingProperties serving = config.getConfigMapping(ServingProperties.class);
    assertThat(serving.threadsOrAll()).isEqualTo(3);
    assertThat(serving.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    PredictionProperties prediction = config.getConfigMapping(PredictionProperties.class);
    assertThat(prediction.decodersOrAll()).isEqualTo(5);
    assertThat(prediction.decodeQueue()).isEqualTo(6);
    assertThat(prediction.maxBody()).isEqualTo(7);
    assertThat(prediction.maxBodies()).isEqualTo(8);
  }

  @Test
  void everyKeyOfRequestsWithSeveralImages() {
    SmallRyeConfig config =
        config(
            Map.of(
                "mapache.inference.prediction.max-several", "3",
                "mapache.inference.prediction.max-images", "4",
                "mapache.inference.prediction.named-models", "5"));
    PredictionProperties prediction = config.getConfigMapping(PredictionProperties.class);
    assertThat(prediction.maxSeveralOrRefuse()).isEqualTo(3);
    assertThat(prediction.maxImagesOrRefuse()).isEqualTo(4);
    assertThat(prediction.namedModelsOrRefuse()).isEqualTo(5);
  }

  @Test
  void everyKeyOfWhatIsOpen() {
    ServingProperties serving =
        config(
                Map.of(
                    "mapache.inference.serving.device", "cuda",
                    "mapache.inference.serving.pin-threads", "false",
                    "mapache.inference.serving.max-bases", "3",
                    "mapache.inference.serving.memory-budget", "2G",
                    "mapache.inference.serving.idle-after", "PT2M",
                    "mapache.inference.serving.pinned", "4",
                    "mapache.inference.serving.load-wait", "PT1S"))
            .getConfigMapping(ServingProperties.class);
    assertThat(serving.deviceOrRefuse()).isEqualTo("cuda");
    assertThat(serving.pinThreads()).isFalse();
    assertThat(serving.maxBasesOrAny()).isEqualTo(3);
    assertThat(serving.memoryBudget().orElseThrow().asLongValue()).isEqualTo(2L << 30);
    assertThat(serving.idleAfter()).isEqualTo(Duration.ofMinutes(2));
    assertThat(serving.pinnedOrRefuse()).isEqualTo(4);
    assertThat(serving.loadWait()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusals() {
    refuses("batching.max-batch", "0");
    refuses("batching.slots", "0");
    refuses("batching.queue-capacity", "3");
    refuses("batching.readers", "0");
    refuses("serving.threads", "0");
    refuses("serving.device", "gpu");
    refuses("serving.max-bases", "0");
    refuses("serving.pinned", "0");
    refuses("prediction.decoders", "0");
    refuses("prediction.decode-queue", "0");
    refuses("prediction.max-several", "50331649");
    refuses("prediction.max-images", "0");
    refuses("prediction.named-models", "0");
  }

  @Test
  void aKeyThatDoesNotExistStopsTheStart() {
    assertThatThrownBy(() -> config(Map.of("mapache.inference.batching.max-wait", "2")))
        .hasMessageContaining("mapache.inference.batching.max-wait");
  }

  private static void refuses(String key, String value) {
    String name = "mapache.inference." + key;
    SmallRyeConfig config = config(Map.of(name, value));
    assertThatThrownBy(
            () -> {
              batching(config);
              config.getConfigMapping(BatchingProperties.class).readersOrDefault(false);
              ServingProperties serving = config.getConfigMapping(ServingProperties.class);
              serving.threadsOrAll();
              serving.deviceOrRefuse();
              serving.maxBasesOrAny();
              serving.pinnedOrRefuse();
              PredictionProperties prediction = config.getConfigMapping(PredictionProperties.class);
              prediction.decodersOrAll();
              prediction.decodeQueueOrRefuse();
              prediction.maxSeveralOrRefuse();
              prediction.maxImagesOrRefuse();
              prediction.namedModelsOrRefuse();
            })
        .hasMessageContaining(name + ": " + value);
  }

  private static Batching batching(SmallRyeConfig config) {
    return config.getConfigMapping(BatchingProperties.class).toBatching(false);
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(BatchingProperties.class)
        .withMapping(ServingProperties.class)
        .withMapping(PredictionProperties.class)
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
