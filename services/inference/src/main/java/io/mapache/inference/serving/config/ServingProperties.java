package io.mapache.inference.serving.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How models are loaded and run. */
@ConfigMapping(prefix = "mapache.inference.serving")
public interface ServingProperties {

  List<String> DEVICES = List.of("cpu", "cuda");

  /** Threads of one forward pass; all processors if absent. */
  OptionalInt threads();

  /**
   * Whether each of those threads stays on a core of its own, if the process has exactly as many
   * cores: docs/adr/0025.
   */
  @WithDefault("true")
  boolean pinThreads();

  /** Where bases compute: {@code cpu}, or {@code cuda}, an NVIDIA GPU; docs/gpu.md. */
  @WithDefault("cpu")
  String device();

  /** When a version whose blobs could not be read is tried again. */
  @WithDefault("PT15S")
  Duration retryAfter();

  /** Bases that are open at the same time; as many as memory holds if absent. */
  OptionalInt maxBases();

  /**
   * Memory that bases may take together, as in {@code 2G}; if absent, what the machine or the
   * container leaves free.
   */
  @WithConverter(MemorySizeConverter.class)
  Optional<MemorySize> memoryBudget();

  /** A model that no request has asked for as long may make room for another one. */
  @WithDefault("PT5M")
  Duration idleAfter();

  /** Versions without a role that are kept because requests asked for them by number. */
  @WithDefault("16")
  int pinned();

  /** How long a request waits for a version that has to be loaded; then it gets 503. */
  @WithDefault("PT10S")
  Duration loadWait();

  default String deviceOrRefuse() {
    if (!DEVICES.contains(device())) {
      throw new IllegalArgumentException(
          "mapache.inference.serving.device: " + device() + " (expected: one of " + DEVICES + ")");
    }
    return device();
  }

  default int maxBasesOrAny() {
    return atLeastOne("max-bases", maxBases().orElse(Integer.MAX_VALUE));
  }

  default int pinnedOrRefuse() {
    return atLeastOne("pinned", pinned());
  }

  default int threadsOrAll() {
    return atLeastOne("threads", threads().orElse(Runtime.getRuntime().availableProcessors()));
  }

  private static int atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "mapache.inference.serving." + key + ": " + value + " (expected: at least 1)");
    }
    return value;
  }
}
