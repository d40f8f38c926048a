package io.mapache.trainer.trainings;

import io.mapache.trainer.datasets.Snapshot;
import java.io.IOException;

/** Cuts snapshots for trainings. */
@FunctionalInterface
public interface Snapshots {

  /**
   * A snapshot that holds at least every event that Kafka acknowledged before this call.
   *
   * @throws io.mapache.trainer.journal.UnavailableException if the view does not get there in time
   */
  Snapshot cut(String dataset) throws IOException, InterruptedException;
}
