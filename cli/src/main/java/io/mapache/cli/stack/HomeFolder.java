package io.mapache.cli.stack;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * The folder with all state. It says which layout it has, so that a Mapache that does not know the
 * layout keeps its hands off.
 */
final class HomeFolder {

  private static final String LAYOUT = "1";

  private final Path home;

  HomeFolder(Path home) {
    this.home = home;
  }

  /**
   * Makes it, or recognises it.
   *
   * @throws Failure if it cannot be written, or has another layout
   */
  void open() {
    Path file = home.resolve("layout");
    try {
      Files.createDirectories(home);
      if (!Files.exists(file)) {
        if (Files.exists(home.resolve("kafka"))) {
          throw other("unnamed");
        }
        Files.writeString(file, LAYOUT + "\n");
        return;
      }
      String layout = Files.readString(file).strip();
      if (!layout.equals(LAYOUT)) {
        throw other("'" + layout + "'");
      }
    } catch (IOException e) {
      throw new Failure(
          "MAPACHE_HOME " + home + " cannot be written (" + e + "). Choose another folder.", e);
    }
  }

  /**
   * Does it while no other command of this home does such a thing: two that start at once would
   * start a part twice.
   */
  <T> T locked(Supplier<T> work) {
    Path file = home.resolve("run").resolve("lock");
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Closing the channel, or the end of this process, gives it back.
        if (channel.tryLock() == null) {
          throw new Failure(
              "another ./mapache up or down is at work in "
                  + home
                  + ". Try again when it is done.");
        }
        return work.get();
      }
    } catch (IOException e) {
      throw new Failure("cannot lock " + file + " (" + e + ")", e);
    }
  }

  private Failure other(String layout) {
    return new Failure(
        ("MAPACHE_HOME %s holds the state of another version (its layout is %s, expected: %s). "
                + "Move it away, or set MAPACHE_HOME to another folder.")
            .formatted(home, layout, LAYOUT));
  }
}
