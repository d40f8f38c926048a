package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Name;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageLabeled;
import io.mapache.contracts.event.ImageRemoved;
import io.mapache.contracts.event.ImageUnlabeled;
import java.util.Optional;

/** How events become states. */
final class LabelRules {

  private LabelRules() {}

  /** Whose state the event changes; empty for events that change none, such as captures. */
  static Optional<ImageKey> subject(Event event) {
    if (event instanceof ImageLabeled labeled) {
      return Optional.of(key(labeled.dataset(), labeled.digest()));
    }
    if (event instanceof ImageUnlabeled unlabeled) {
      return Optional.of(key(unlabeled.dataset(), unlabeled.digest()));
    }
    if (event instanceof ImageRemoved removed) {
      return Optional.of(key(removed.dataset(), removed.digest()));
    }
    return Optional.empty();
  }

  /**
   * @param event one that has a {@link #subject}
   * @return empty if the image is not in the dataset after the event
   * @throws IllegalArgumentException if the event's label is none
   */
  static Optional<ImageState> after(Optional<ImageState> before, Event event, long offset) {
    if (event instanceof ImageLabeled labeled) {
      return Optional.of(before.orElse(ImageState.NEW).labeled(labeled, offset));
    }
    if (event instanceof ImageUnlabeled unlabeled) {
      return before.map(state -> state.unlabeled(unlabeled.source(), offset));
    }
    return Optional.empty();
  }

  private static ImageKey key(String dataset, Digest digest) {
    if (digest == null) {
      throw new IllegalArgumentException("digest: null (expected: the image's SHA-256)");
    }
    return new ImageKey(Name.identifier("dataset", dataset), digest);
  }
}
