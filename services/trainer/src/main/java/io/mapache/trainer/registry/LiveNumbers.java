package io.mapache.trainer.registry;

import java.time.Instant;

/** How versions do in the world. */
public interface LiveNumbers {

  /** In all roles, all the time. */
  Live of(String model, int version);

  /** Of answers that were given since the version's trial began; none for another beginning. */
  Live onTrial(String model, int version, Instant since);
}
