package io.mapache.trainer.lineage;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.DamagedBlobException;
import io.mapache.contracts.Digest;
import io.mapache.contracts.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which images a version, or one that it was built on, had in its snapshot: in whatever split, for
 * validation and test images have decided about it. Manifests are read when first asked about, and
 * the last few are kept, 8 bytes for each image. Thread-safe; one caller reads a manifest while
 * others wait.
 */
public final class LearntImages {

  /** Versions that serve are few, and their lines share snapshots. */
  private static final int MANIFESTS = 8;

  private final Ancestry ancestry;
  private final BlobStore blobs;
  private final Consumer<DamagedBlobException> damages;
  private final Map<Digest, Optional<long[]>> known =
      new LinkedHashMap<>(MANIFESTS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Optional<long[]>> eldest) {
          return size() > MANIFESTS;
        }
      };

  /**
   * @param damages is told of a manifest that is damaged, whenever it is read anew
   */
  public LearntImages(Ancestry ancestry, BlobStore blobs, Consumer<DamagedBlobException> damages) {
    this.ancestry = ancestry;
    this.blobs = blobs;
    this.damages = damages;
  }

  /**
   * True also where it is not known: for a version of nobody, or a manifest that is gone or
   * damaged.
   *
   * @throws IOException if the blob store cannot be read now
   */
  public synchronized boolean had(String model, int version, Digest image) throws IOException {
    Optional<Origin> origin = ancestry.of(model, version);
    if (origin.isEmpty()) {
      return true;
    }
    long prefix = prefix(image);
    for (Origin ancestor : ancestry.line(origin.get())) {
      Optional<long[]> images = images(ancestor.manifest());
      if (images.isEmpty() || Arrays.binarySearch(images.get(), prefix) >= 0) {
        return true;
      }
    }
    return false;
  }

  private Optional<long[]> images(Digest manifest) throws IOException {
    Optional<long[]> images = known.get(manifest);
    if (images == null) {
      images = read(manifest);
      known.put(manifest, images);
    }
    return images;
  }

  private Optional<long[]> read(Digest manifest) throws IOException {
    if (isDamaged(manifest)) {
      return Optional.empty();
    }
    Optional<InputStream> text = blobs.open(BlobKind.MANIFEST, manifest.hex());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try (ManifestReader reader = new ManifestReader(text.get())) {
      return Optional.of(
          reader.entries().mapToLong(entry -> prefix(entry.digest())).sorted().toArray());
    }
  }

  /** Looked at before a line is read: damage is known at the end, and lines may break before. */
  private boolean isDamaged(Digest manifest) throws IOException {
    try (InputStream text =
        blobs.open(BlobKind.MANIFEST, manifest.hex()).orElse(InputStream.nullInputStream())) {
      text.transferTo(OutputStream.nullOutputStream());
      return false;
    } catch (DamagedBlobException e) {
      damages.accept(e);
      return true;
    }
  }

  /** The first 64 bits: two of a billion images share them once in forty such datasets. */
  private static long prefix(Digest digest) {
    return Long.parseUnsignedLong(digest.hex(), 0, 16, 16);
  }
}
