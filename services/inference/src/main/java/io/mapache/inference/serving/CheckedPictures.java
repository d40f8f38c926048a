package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.inference.batching.Forward;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a base makes of the pictures that the versions on it are checked with. A new head is mostly
 * checked with the pictures of the one before, and then needs no forward pass. Any number of
 * threads; one of them computes.
 */
final class CheckedPictures {

  /** Pictures whose features are kept: 8 KB each. */
  private static final int KEPT = 256;

  private final Supplier<Forward> forwards;
  private final int maxBatch;
  private final Map<Digest, float[]> features = leastRecentlyUsedFirst(); // guarded by itself
  private Forward forward; // guarded by this
  private volatile boolean warm;

  /**
   * @param forwards of the base, for batches of {@code maxBatch}
   * @param maxBatch the largest batch that requests will make
   */
  CheckedPictures(Supplier<Forward> forwards, int maxBatch) {
    this.forwards = forwards;
    this.maxBatch = maxBatch;
  }

  private static Map<Digest, float[]> leastRecentlyUsedFirst() {
    boolean byUse = true;
    return new LinkedHashMap<>(16, 0.75f, byUse) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Digest, float[]> eldest) {
        return size() > KEPT;
      }
    };
  }

  /** False until the slow, first passes are done. */
  boolean isWarm() {
    return warm;
  }

  /** In the order of the pictures; empty unless all are known and the base is warm. */
  Optional<List<float[]>> known(List<Digest> pictures) {
    synchronized (features) {
      List<float[]> known = pictures.stream().map(features::get).filter(Objects::nonNull).toList();
      return warm && known.size() == pictures.size() ? Optional.of(known) : Optional.empty();
    }
  }

  /**
   * Computes and keeps them; takes as long as the forward passes. On a warm base one image a pass:
   * requests that come meanwhile wait for one image, not for a batch.
   *
   * @param images of the pictures, in their order: float32 {@code [S,S,3]} RGB 0..255
   */
  synchronized List<float[]> compute(List<Digest> pictures, List<float[]> images) {
    List<float[]> computed = new ArrayList<>();
    int pass = warm ? 1 : maxBatch;
    for (int from = 0; from < images.size(); from += pass) {
      int to = Math.min(images.size(), from + pass);
      computed.addAll(List.of(forward().features(images.subList(from, to))));
    }
    synchronized (features) {
      for (int i = 0; i < computed.size(); i++) {
        features.put(pictures.get(i), computed.get(i));
      }
    }
    return computed;
  }

  /**
   * The first pass of each size allocates what later ones use.
   *
   * @param image of a size that the base reads
   */
  synchronized void warm(float[] image) {
    if (!warm) {
      forward().features(Collections.nCopies(maxBatch, image));
      forward().features(List.of(image));
      warm = true;
    }
  }

  private Forward forward() {
    if (forward == null) {
      forward = forwards.get();
    }
    return forward;
  }
}
