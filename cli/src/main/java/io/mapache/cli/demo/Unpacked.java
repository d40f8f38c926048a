package io.mapache.cli.demo;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A folder per label, made from an archive: first under another name, so that a folder with the
 * right name is always whole.
 */
final class Unpacked {

  /** No image of a data set for demonstrations is larger. */
  private static final int MAX_ENTRY_BYTES = 32 << 20;

  private final Path target;
  private final Path draft;
  private int files;

  private Unpacked(Path target) {
    this.target = target;
    this.draft = target.resolveSibling(target.getFileName() + ".draft");
  }

  /** Says where the entries of an archive go. */
  interface Layout {
    void unpack(ZipFile archive, Unpacked into) throws IOException;
  }

  /**
   * @throws Failure if the archive cannot be read, or has not what the layout looks for
   */
  static void unpack(Path archive, Path target, Layout layout) {
    Unpacked unpacked = new Unpacked(target);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      unpacked.removeDraft();
      layout.unpack(zip, unpacked);
      if (unpacked.files == 0) {
        throw new IOException("none of the images that were expected is in it");
      }
      Files.move(unpacked.draft, target);
    } catch (IOException e) {
      throw new Failure("cannot unpack " + archive + " into " + target + " (" + e + ")", e);
    }
  }

  /**
   * @param label one of the layout's own, not a name out of the archive
   */
  void put(ZipFile archive, ZipEntry entry, String label) throws IOException {
    // The last part of the name alone: an archive may hold "../../elsewhere".
    Path name = Path.of(entry.getName()).getFileName();
    Path file = draft.resolve(label).resolve(name.toString());
    Files.createDirectories(file.getParent());
    try (InputStream in = archive.getInputStream(entry)) {
      byte[] content = in.readNBytes(MAX_ENTRY_BYTES + 1);
      if (content.length > MAX_ENTRY_BYTES) {
        throw new IOException(entry.getName() + " has over " + MAX_ENTRY_BYTES + " bytes");
      }
      Files.write(file, content);
    }
    files++;
  }

  private void removeDraft() throws IOException {
    if (!Files.exists(draft)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(draft)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
