package io.mapache.contracts.manifest;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;

/** One image of a snapshot. */
public record ManifestEntry(Digest digest, String label, Split split) {

  private static final char SEPARATOR = '\t';

  /** Labels hold no tab and no line break: {@link io.mapache.contracts.Name#label}. */
  String line() {
    return digest.hex() + SEPARATOR + label + SEPARATOR + split.code();
  }

  static ManifestEntry parse(String line) {
    int label = line.indexOf(SEPARATOR);
    int split = line.lastIndexOf(SEPARATOR);
    if (label < 0 || split == label) {
      throw new IllegalArgumentException(
          "'" + line + "' (expected: digest, label and split, separated by tabs)");
    }
    return new ManifestEntry(
        new Digest(line.substring(0, label)),
        line.substring(label + 1, split),
        Split.parse(line.substring(split + 1)));
  }
}
