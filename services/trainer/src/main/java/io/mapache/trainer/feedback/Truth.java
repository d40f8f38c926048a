package io.mapache.trainer.feedback;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.PredictionMade;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What the rest of the trainer knows, and judging asks. */
public interface Truth {

  /** The label that an image of a dataset has now; empty if it has none, or a disputed one. */
  Optional<String> label(String dataset, Digest image);

  /** What a dataset calls a label today. */
  String today(String dataset, String label);

  /** The dataset that a version was trained on; empty for a version that nobody registered. */
  Optional<String> trainedOn(String model, int version);

  /**
   * Whether a version's snapshot, or one that it was built on, had the image. True where that
   * cannot be known any more.
   */
  boolean learnt(PredictionMade made) throws IOException;

  /** Since when a version is on trial. */
  Optional<Instant> onTrialSince(String model, int version);
}
