package io.mapache.trainer.datasets;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.event.ImageLabeled;

/** Events about images, with what a test does not care about filled in. */
public final class Images {

  private Images() {}

  public static Digest digest(String name) {
    return Digest.of(name);
  }

  public static ImageLabeled labeled(String dataset, String name, String label) {
    return said(dataset, name, label, "upload", false);
  }

  public static ImageLabeled said(
      String dataset, String name, String label, String source, boolean correction) {
    return event(dataset, name, label, source, null, null, correction);
  }

  public static ImageLabeled placed(String dataset, String name, String label, Split split) {
    return event(dataset, name, label, "upload", split, null, false);
  }

  public static ImageLabeled event(
      String dataset,
      String name,
      String label,
      String source,
      Split split,
      String group,
      boolean correction) {
    return new ImageLabeled(
        dataset,
        digest(name),
        label,
        source,
        name,
        "jpeg",
        64,
        64,
        1_000,
        split,
        group,
        correction);
  }

  /** A definition from JSON with single quotes; what is left out is the default. */
  public static DatasetDefinition defined(String json) {
    return Json.read(json.replace('\'', '"'), DatasetDefinition.class);
  }
}
