package io.mapache.bench;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.manifest.ManifestWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The images of a folder that has one folder a label, each with its split. */
record LabelledImages(String name, List<Image> images) {

  /** One file. */
  record Image(Path file, String label, Split split) {}

  static LabelledImages of(Path folder, SplitRule rule) throws IOException {
    List<Image> images = new ArrayList<>();
    for (Path label : sorted(folder)) {
      for (Path file : sorted(label)) {
        String name = file.getFileName().toString();
        images.add(new Image(file, label.getFileName().toString(), rule.of(name)));
      }
    }
    return new LabelledImages(folder.getFileName().toString(), images);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  /** At most {@code n} of each label and split. */
  LabelledImages atMost(int n) {
    Map<String, Integer> taken = new HashMap<>();
    List<Image> some =
        images.stream()
            .filter(image -> taken.merge(image.label() + image.split(), 1, Integer::sum) <= n)
            .toList();
    return new LabelledImages(name, some);
  }

  List<String> labels() {
    return images.stream().map(Image::label).distinct().sorted().toList();
  }

  Map<Split, Integer> counts() {
    return counts(images.stream().map(Image::split).toList());
  }

  private static Map<Split, Integer> counts(List<Split> splits) {
    return splits.stream()
        .collect(
            Collectors.groupingBy(
                split -> split, () -> new EnumMap<>(Split.class), Collectors.summingInt(s -> 1)));
  }

  /** Puts the images and a manifest of them into the store, and names the manifest. */
  Digest publish(BlobStore blobs) throws IOException {
    TreeMap<Digest, ManifestEntry> entries = new TreeMap<>();
    for (Image image : images) {
      Digest digest = new Digest(blobs.put(BlobKind.IMAGE, image.file()).digest());
      entries.put(digest, new ManifestEntry(digest, image.label(), image.split()));
    }
    ManifestHeader header =
        new ManifestHeader(
            name,
            DatasetDefinition.DEFAULT,
            Map.of(),
            labels(),
            counts(entries.values().stream().map(ManifestEntry::split).toList()),
            ManifestHeader.RULES);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Digest digest;
    try (ManifestWriter writer = new ManifestWriter(text, header)) {
      for (ManifestEntry entry : entries.values()) {
        writer.write(entry);
      }
      digest = writer.finish();
    }
    blobs.put(BlobKind.MANIFEST, text.toByteArray());
    return digest;
  }

  /** The same for Keras: file, class number and split. */
  void writeCsv(Path csv) throws IOException {
    List<String> labels = labels();
    List<String> lines = new ArrayList<>(List.of("file,class,split"));
    for (Image image : images) {
      lines.add(
          "\"%s\",%d,%s"
              .formatted(
                  image.file().toString().replace("\"", "\"\""),
                  labels.indexOf(image.label()),
                  image.split().code()));
    }
    Files.write(csv, lines);
  }
}
