package io.mapache.kafka;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ImageLabeled;

/** Events to send in tests. */
final class Events {

  private Events() {}

  static ImageLabeled labeled(String dataset, String content, String label) {
    return new ImageLabeled(
        dataset, Digest.of(content), label, "test", null, "jpeg", 8, 8, 1, null, null, false);
  }
}
