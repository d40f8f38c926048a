package io.mapache.training.snapshot;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.DamagedBlobException;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestReader;
import io.mapache.training.digests.DigestIndex;
import io.mapache.training.process.JobEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images that a training sees, by split, in the order of the manifest (ascending digests): 36
 * bytes of memory each. Immutable.
 */
public final class Snapshot {

  private final Digest manifest;
  private final List<String> classes;
  private final Map<Split, Samples> samples;

  private Snapshot(Digest manifest, List<String> classes, Map<Split, Samples> samples) {
    this.manifest = manifest;
    this.classes = List.copyOf(classes);
    this.samples = samples;
  }

  /**
   * Reads a manifest out of the blob store.
   *
   * @throws JobEnd as bad input if it is missing or damaged, or there is too little to train on:
   *     fewer than two classes, or a class without a training or validation image
   */
  public static Snapshot read(BlobStore blobs, Digest manifest) throws IOException {
    Map<Split, Samples> samples = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      samples.put(split, new Samples());
    }
    try (ManifestReader reader = open(blobs, manifest)) {
      List<String> classes = reader.header().classes();
      Map<String, Integer> numbers = new LinkedHashMap<>();
      classes.forEach(label -> numbers.put(label, numbers.size()));
      reader
          .entries()
          .forEach(entry -> samples.get(entry.split()).add(entry.digest(), label(entry, numbers)));
      Snapshot snapshot = new Snapshot(manifest, classes, samples);
      snapshot.requireEnough();
      return snapshot;
    } catch (DamagedBlobException e) {
      throw JobEnd.badInput(e.getMessage(), e);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw JobEnd.badInput("manifest %s: %s".formatted(manifest, e.getMessage()), e);
    }
  }

  /** The images that a model was trained or chosen on: no fair test of it. */
  public static Set<Digest> seenInTraining(BlobStore blobs, Digest manifest) throws IOException {
    DigestIndex seen = new DigestIndex();
    try (ManifestReader reader = open(blobs, manifest)) {
      reader
          .entries()
          .filter(entry -> entry.split() == Split.TRAIN || entry.split() == Split.VALIDATION)
          .forEach(entry -> seen.add(entry.digest()));
    }
    return seen.asSet();
  }

  private static ManifestReader open(BlobStore blobs, Digest manifest) throws IOException {
    InputStream in =
        blobs
            .open(BlobKind.MANIFEST, manifest.hex())
            .orElseThrow(
                () ->
                    JobEnd.badInput(
                        "manifest %s is not in the blob store. Cut a new snapshot, or restore the blob."
                            .formatted(manifest)));
    return new ManifestReader(in);
  }

  private static int label(ManifestEntry entry, Map<String, Integer> numbers) {
    Integer label = numbers.get(entry.label());
    if (label == null) {
      throw new IllegalArgumentException(
          "image %s has the label '%s' (expected: one of %s)"
              .formatted(entry.digest(), entry.label(), numbers.keySet()));
    }
    return label;
  }

  private void requireEnough() {
    if (classes.size() < 2) {
      throw JobEnd.badInput(
          "manifest %s has the classes %s (expected: at least 2). Label images of another class."
              .formatted(manifest, classes));
    }
    requireEach(Split.TRAIN);
    requireEach(Split.VALIDATION);
  }

  private void requireEach(Split split) {
    int[] counts = counts(split);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] == 0) {
        throw JobEnd.badInput(
            "class '%s' has no %s image in manifest %s (expected: at least 1 of each class). Add images of '%s'."
                .formatted(classes.get(c), split.code(), manifest, classes.get(c)));
      }
    }
  }

  public Digest manifest() {
    return manifest;
  }

  /** Labels; the index of one is its class number. */
  public List<String> classes() {
    return classes;
  }

  public List<Sample> samples(Split split) {
    return samples.get(split);
  }

  /** Images per class number. */
  public int[] counts(Split split) {
    int[] counts = new int[classes.size()];
    for (int label : samples.get(split).labels()) {
      counts[label]++;
    }
    return counts;
  }

  public static List<Digest> images(List<Sample> samples) {
    return samples instanceof Samples packed
        ? packed.images()
        : samples.stream().map(Sample::image).toList();
  }

  public static int[] labels(List<Sample> samples) {
    return samples instanceof Samples packed
        ? packed.labels()
        : samples.stream().mapToInt(Sample::label).toArray();
  }
}
