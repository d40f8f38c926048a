package io.mapache.training;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Small pictures of dots and stripes in a blob store, for tests. */
public final class TinyDataset {

  public static final List<String> CLASSES = List.of("dots", "stripes");

  private final BlobStore blobs;
  private final TreeMap<Digest, ManifestEntry> entries = new TreeMap<>();

  public TinyDataset(Path blobs) {
    this.blobs = new FolderBlobStore(blobs);
  }

  public BlobStore blobs() {
    return blobs;
  }

  /** Adds pictures of each class; the numbers make them different from all others. */
  public TinyDataset add(Split split, int fromNumber, int toNumber) throws IOException {
    for (int number = fromNumber; number < toNumber; number++) {
      for (String label : CLASSES) {
        add(png(label, number), label, split);
      }
    }
    return this;
  }

  /** The same, each class called by the name of the other. */
  public TinyDataset addMislabelled(Split split, int fromNumber, int toNumber) throws IOException {
    for (int number = fromNumber; number < toNumber; number++) {
      add(png(CLASSES.get(0), number), CLASSES.get(1), split);
      add(png(CLASSES.get(1), number), CLASSES.get(0), split);
    }
    return this;
  }

  /** Adds whatever bytes as an image. */
  public Digest add(byte[] bytes, String label, Split split) throws IOException {
    Digest digest = new Digest(blobs.put(BlobKind.IMAGE, bytes).digest());
    entries.put(digest, new ManifestEntry(digest, label, split));
    return digest;
  }

  public List<Digest> images() {
    return new ArrayList<>(entries.keySet());
  }

  /** Writes the manifest into the store. */
  public Digest manifest() throws IOException {
    return manifest(CLASSES);
  }

  public Digest manifest(List<String> classes) throws IOException {
    Map<Split, Integer> counts =
        entries.values().stream()
            .collect(Collectors.groupingBy(ManifestEntry::split, Collectors.summingInt(e -> 1)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Digest digest;
    try (ManifestWriter writer =
        new ManifestWriter(
            out,
            new ManifestHeader(
                "tiny", null, Map.of(0, 40L), classes, counts, ManifestHeader.RULES))) {
      for (ManifestEntry entry : entries.values()) {
        writer.write(entry);
      }
      digest = writer.finish();
    }
    blobs.put(BlobKind.MANIFEST, out.toByteArray());
    return digest;
  }

  private static byte[] png(String label, int number) throws IOException {
    Random random = new Random(31L * number + label.hashCode());
    int width = 80 + random.nextInt(20);
    int height = 80 + random.nextInt(20);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour(random));
    pen.fillRect(0, 0, width, height);
    pen.setColor(colour(random));
    for (int i = 0; i < 12; i++) {
      if (label.equals("dots")) {
        pen.fillOval(random.nextInt(width), random.nextInt(height), 14, 14);
      } else {
        pen.fillRect(0, 9 * i, width, 4);
      }
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }
}
