package io.mapache.trainer.service;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the trainer keeps what it keeps. */
@ConfigMapping(prefix = "mapache")
public interface TrainerProperties {

  /** State of all services of this machine ({@code MAPACHE_HOME}). */
  Path home();

  /** Folder of the blob store ({@code MAPACHE_BLOBS}). */
  String blobs();
}
