package io.mapache.trainer.datasets;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Writes down what a dataset is at the positions of the store. The same positions and definition
 * give the same text. Two passes over one frozen moment, because the header counts what follows;
 * the list is never in memory.
 */
public final class SnapshotCutter {

  private final ImageStore store;
  private final BlobStore blobs;
  private final Path temporary;

  /**
   * @param temporary folder for the text until the blob store has it; made when missing
   */
  public SnapshotCutter(ImageStore store, BlobStore blobs, Path temporary) {
    this.store = store;
    this.blobs = blobs;
    this.temporary = temporary;
  }

  /** Cuts at what the store holds now; what the definition reads as no label stays out. */
  public Snapshot cut(Dataset dataset) throws IOException {
    Files.createDirectories(temporary);
    Path text = Files.createTempFile(temporary, "manifest-", ".tsv");
    try (ImageStore.Frozen frozen = store.freeze()) {
      ManifestHeader header = header(dataset, frozen);
      Digest manifest = write(text, header, frozen);
      String stored = blobs.put(BlobKind.MANIFEST, text).digest();
      if (!stored.equals(manifest.hex())) {
        throw new IOException(
            "manifest of %s: written as %s, stored as %s (expected: the same). Is the disk full or broken?"
                .formatted(dataset.name(), manifest, stored));
      }
      return new Snapshot(manifest, header);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Files.deleteIfExists(text);
    }
  }

  private static ManifestHeader header(Dataset dataset, ImageStore.Frozen frozen) {
    TreeSet<String> classes = new TreeSet<>();
    Map<Split, Integer> images = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      images.put(split, 0);
    }
    entries(
        dataset.name(),
        dataset.definition(),
        frozen,
        entry -> {
          classes.add(entry.label());
          images.merge(entry.split(), 1, Integer::sum);
        });
    return new ManifestHeader(
        dataset.name(),
        dataset.definition(),
        new TreeMap<>(frozen.positions()),
        List.copyOf(classes),
        images,
        ManifestHeader.RULES);
  }

  private static Digest write(Path text, ManifestHeader header, ImageStore.Frozen frozen)
      throws IOException {
    try (ManifestWriter writer =
        new ManifestWriter(new BufferedOutputStream(Files.newOutputStream(text)), header)) {
      entries(header.dataset(), header.definition(), frozen, entry -> write(writer, entry));
      return writer.finish();
    }
  }

  private static void entries(
      String dataset,
      DatasetDefinition definition,
      ImageStore.Frozen frozen,
      Consumer<ManifestEntry> visitor) {
    frozen.images(
        dataset,
        (key, state) -> {
          if (Reading.of(state, definition) instanceof Reading.Labelled labelled) {
            Split split = Placement.of(key.digest(), state, definition.shares());
            visitor.accept(new ManifestEntry(key.digest(), labelled.label(), split));
          }
        });
  }

  private static void write(ManifestWriter writer, ManifestEntry entry) {
    try {
      writer.write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
