package io.mapache.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The ELPV data set as its wheel and its repository's archive hold it: {@code labels.csv} with
 * lines {@code images/cell0001.png 1.0 mono} (file, probability of a defect as voted by experts,
 * type of the module), and beside it {@code images/}.
 */
final class ElpvLayout implements Unpacked.Layout {

  static final String DEFECTIVE = "defective";
  static final String FUNCTIONAL = "functional";

  private static final String LABELS = "labels.csv";
  private static final double DEFECTIVE_FROM = 0.5;

  @Override
  public void unpack(ZipFile archive, Unpacked into) throws IOException {
    ZipEntry labels =
        archive.stream()
            .filter(entry -> entry.getName().matches("(.*/)?" + LABELS))
            .findFirst()
            .orElseThrow(() -> new IOException("it holds no " + LABELS));
    String folder = labels.getName().substring(0, labels.getName().length() - LABELS.length());
    for (String line : lines(archive, labels)) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length < 2) {
        throw new IOException(
            LABELS + ": '" + line + "' (expected: file, defect probability, module type)");
      }
      ZipEntry image = archive.getEntry(folder + fields[0]);
      if (image == null) {
        throw new IOException(fields[0] + " is in " + LABELS + " but not in the archive");
      }
      boolean defective = Double.parseDouble(fields[1]) >= DEFECTIVE_FROM;
      into.put(archive, image, defective ? DEFECTIVE : FUNCTIONAL);
    }
  }

  private static List<String> lines(ZipFile archive, ZipEntry labels) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(archive.getInputStream(labels), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
