package io.mapache.training.snapshot;

import io.mapache.contracts.Digest;
import io.mapache.training.digests.DigestList;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * Images with their class numbers, 36 bytes each; a {@link Sample} is made when one is asked for.
 * Grows at the end alone, and is not to be changed once its snapshot is read.
 */
final class Samples extends AbstractList<Sample> implements RandomAccess {

  private final DigestList images = new DigestList();
  private int[] labels = new int[16];

  void add(Digest image, int label) {
    if (images.size() == labels.length) {
      labels = Arrays.copyOf(labels, Math.multiplyExact(labels.length, 2));
    }
    labels[images.size()] = label;
    images.add(image);
  }

  @Override
  public Sample get(int at) {
    return new Sample(images.get(at), labels[at]);
  }

  @Override
  public int size() {
    return images.size();
  }

  /** A view. */
  List<Digest> images() {
    return Collections.unmodifiableList(images);
  }

  int[] labels() {
    return Arrays.copyOf(labels, images.size());
  }
}
