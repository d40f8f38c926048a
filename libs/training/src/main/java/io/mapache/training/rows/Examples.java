package io.mapache.training.rows;

/**
 * What a phase learns from, or is checked on: rows and the class number of each.
 *
 * @param rows one an image: its features, a feature map, or its pixels
 * @param labels class numbers, not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Examples(Rows rows, int[] labels) {

  public Examples {
    if (rows.count() != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "examples: %d rows with %d labels (expected: one label a row, and at least one row)"
              .formatted(rows.count(), labels.length));
    }
  }

  public int count() {
    return labels.length;
  }
}
