package io.mapache.cli.ingest;

import io.mapache.cli.Failure;
import io.mapache.contracts.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with one folder per label. All files below a label's folder, however deep, have that
 * label. Links are followed. Left aside, and listed: hidden files, files without a label, dead
 * links, links in a circle, folders that cannot be read.
 *
 * @param files in the order of their names
 */
public record LabelledFolder(List<LabelledFile> files, List<String> leftAside) {

  /**
   * @throws Failure if it is no folder, or has no folder with a file in it
   */
  public static LabelledFolder scan(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          folder + (Files.exists(folder) ? " is no folder" : " does not exist") + expected());
    }
    List<LabelledFile> files = new ArrayList<>();
    List<String> leftAside = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        String name = child.getFileName().toString();
        if (isHidden(child) || !Files.isDirectory(child)) {
          leftAside.add(name + (isHidden(child) ? " (hidden)" : " (in no folder of a label)"));
        } else {
          Files.walkFileTree(
              child,
              EnumSet.of(FileVisitOption.FOLLOW_LINKS),
              Integer.MAX_VALUE,
              new Visitor(folder, label(child), files, leftAside));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (files.isEmpty()) {
      throw new Failure("no file with a label in " + folder + expected());
    }
    // A walk's order is the file system's.
    files.sort((a, b) -> a.name().compareTo(b.name()));
    return new LabelledFolder(files, leftAside);
  }

  /** Files per label, in the order of the labels. */
  public TreeMap<String, Integer> counts() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    files.forEach(file -> counts.merge(file.label(), 1, Integer::sum));
    return counts;
  }

  private static String expected() {
    return " (expected: a folder with one folder of images per label, as in cats/1.jpg,"
        + " dogs/2.jpg)";
  }

  private static String label(Path folder) {
    try {
      return Name.label(folder.getFileName().toString());
    } catch (IllegalArgumentException e) {
      throw new Failure("folder " + folder + " is no label: " + e.getMessage(), e);
    }
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("__MACOSX") || name.equalsIgnoreCase("Thumbs.db");
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final String label;
    private final List<LabelledFile> files;
    private final List<String> leftAside;

    Visitor(Path root, String label, List<LabelledFile> files, List<String> leftAside) {
      this.root = root;
      this.label = label;
      this.files = files;
      this.leftAside = leftAside;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (hidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isRegularFile()) {
        files.add(new LabelledFile(file, label, name(file)));
      } else {
        leftAside.add(name(file) + (attributes.isSymbolicLink() ? " (dead link)" : " (no file)"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      leftAside.add(name(file) + " (" + e.getClass().getSimpleName() + ")");
      return FileVisitResult.CONTINUE;
    }

    private boolean hidden(Path path) {
      if (isHidden(path)) {
        leftAside.add(name(path) + " (hidden)");
        return true;
      }
      return false;
    }

    private String name(Path path) {
      return root.relativize(path).toString().replace('\\', '/');
    }
  }
}
