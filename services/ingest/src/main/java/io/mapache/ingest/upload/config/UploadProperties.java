package io.mapache.ingest.upload.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** The settings of the door. */
@ConfigMapping(prefix = "mapache.ingest")
public interface UploadProperties {

  /** The most bytes of one image's file; above it the answer is 413. */
  @WithDefault("64M")
  MemorySize maxBody();

  /** How many images are decoded at once; by default as many as memory and processors allow. */
  OptionalInt decodes();

  /** How long an upload waits for its turn to be decoded; then the answer is 503. */
  @WithDefault("PT20S")
  Duration decodePatience();

  /** Where bodies are until they are decided; best on the blob store's disk. */
  @WithDefault("${mapache.home}/incoming")
  Path incoming();
}
