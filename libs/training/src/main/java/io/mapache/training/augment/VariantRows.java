package io.mapache.training.augment;

import io.mapache.contracts.Digest;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.util.List;

/**
 * What was computed of all copies of some images, as one epoch sees it: one copy of each image.
 *
 * @param copies by number of the variant; row i is image i
 * @param numbers which copy to take, by image
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record VariantRows(List<Rows> copies, int[] numbers) implements Rows {

  /** The examples of an epoch. */
  public static Examples ofEpoch(
      Variants variants, List<Rows> copies, List<Sample> samples, int epoch) {
    List<Digest> images = Snapshot.images(samples);
    int[] numbers = images.stream().mapToInt(image -> variants.number(image, epoch)).toArray();
    return new Examples(new VariantRows(copies, numbers), Snapshot.labels(samples));
  }

  @Override
  public int count() {
    return numbers.length;
  }

  @Override
  public int width() {
    return copies.get(0).width();
  }

  @Override
  public void read(int row, float[] into, int offset) {
    copies.get(numbers[row]).read(row, into, offset);
  }
}
