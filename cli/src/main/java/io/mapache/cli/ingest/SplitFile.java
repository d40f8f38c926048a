package io.mapache.cli.ingest;

import io.mapache.cli.Failure;
import io.mapache.contracts.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines {@code name,split}: files whose split is given, not drawn. The name is the path below the
 * folder, or the file's name alone. A first line {@code name,split} is a header.
 */
public final class SplitFile {

  private final Map<String, Split> splits;

  private SplitFile(Map<String, Split> splits) {
    this.splits = splits;
  }

  public static SplitFile none() {
    return new SplitFile(Map.of());
  }

  /**
   * @throws Failure if it cannot be read, or a line is wrong
   */
  public static SplitFile read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new Failure("cannot read " + file + " (" + e + ")", e);
    }
    Map<String, Split> splits = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || (i == 0 && line.equals("name,split"))) {
        continue;
      }
      int comma = line.lastIndexOf(',');
      try {
        splits.put(line.substring(0, Math.max(comma, 0)), Split.parse(line.substring(comma + 1)));
      } catch (IllegalArgumentException e) {
        throw new Failure("%s, line %d: %s".formatted(file, i + 1, e.getMessage()), e);
      }
    }
    return new SplitFile(splits);
  }

  Optional<Split> of(LabelledFile file) {
    Split byPath = splits.get(file.name());
    return Optional.ofNullable(
        byPath != null ? byPath : splits.get(file.file().getFileName().toString()));
  }
}
