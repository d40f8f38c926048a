package io.mapache.ingest.upload;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Name;
import io.mapache.contracts.event.ImageRemoved;
import io.mapache.contracts.event.ImageUnlabeled;

/** What a sender takes back, checked. The bytes stay until the collector finds them unused. */
public final class Withdrawal {

  private Withdrawal() {}

  /**
   * The image leaves the dataset, with everything that was said about it.
   *
   * @throws IllegalArgumentException naming the field
   */
  public static ImageRemoved of(String dataset, Digest image, String by, String reason) {
    return new ImageRemoved(
        Name.identifier("dataset", dataset),
        image,
        Upload.text("by", by),
        Upload.text("reason", reason));
  }

  /**
   * A source takes its label back.
   *
   * @throws IllegalArgumentException naming the field
   */
  public static ImageUnlabeled ofLabel(String dataset, Digest image, String source) {
    return new ImageUnlabeled(
        Name.identifier("dataset", dataset), image, Upload.text("source", source));
  }
}
