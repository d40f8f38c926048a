package io.mapache.cli.ingest;

import io.mapache.cli.Failure;
import io.mapache.contracts.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * At most so many files of each label: always the same ones, whatever their names, and those of a
 * smaller selection are in every larger one.
 *
 * <p>The order is that of the SHA-256 of the content's SHA-256. Not of the content's own: by that
 * number an image is put into train, validation or test, so the first ones would all be train.
 */
public final class Selection {

  private Selection() {}

  /** A file that was read. */
  public record Read(LabelledFile file, Digest digest) {}

  /** Reads all files. A file that cannot be read fails the whole. */
  public static List<Read> read(List<LabelledFile> files) {
    List<Read> read = new ArrayList<>(files.size());
    for (LabelledFile file : files) {
      try {
        read.add(new Read(file, file.digest()));
      } catch (IOException e) {
        throw new Failure("cannot read " + file.file() + " (" + e + ")", e);
      }
    }
    return read;
  }

  /** In the order of their names. */
  public static List<Read> limited(List<Read> files, int perLabel) {
    List<Read> shuffled = new ArrayList<>(files);
    shuffled.sort(
        Comparator.comparing((Read read) -> Digest.of(read.digest().hex()))
            .thenComparing(read -> read.file().name()));
    Map<String, Integer> taken = new HashMap<>();
    List<Read> chosen = new ArrayList<>();
    for (Read read : shuffled) {
      if (taken.merge(read.file().label(), 1, Integer::sum) <= perLabel) {
        chosen.add(read);
      }
    }
    chosen.sort(Comparator.comparing(read -> read.file().name()));
    return chosen;
  }
}
