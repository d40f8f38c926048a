package io.mapache.cli.stack;

import io.mapache.cli.Settings;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Broker and services as processes of this machine, each in a session of its own. */
public final class Stack {

  private final Settings settings;
  private final Consumer<String> tell;

  /**
   * @param tell hears what happens, a line at a time
   */
  public Stack(Settings settings, Consumer<String> tell) {
    this.settings = settings;
    this.tell = tell;
  }

  /**
   * Starts what does not run and waits until all are ready. Returns the parts that it started.
   *
   * @throws io.mapache.cli.Failure if one cannot be started; those that run stay
   */
  public Set<Part> up() {
    HomeFolder home = new HomeFolder(settings.home());
    home.open();
    return home.locked(() -> new Start(settings, tell).all(parts()));
  }

  /** Stops what runs, last started first. Returns the parts that it stopped. */
  public Set<Part> down() {
    if (!Files.isDirectory(settings.home())) {
      return Set.of();
    }
    return new HomeFolder(settings.home()).locked(() -> new Stop(settings.home(), tell).all());
  }

  /** What runs, and how it is. */
  public List<State> states() {
    Look look = new Look(settings);
    return parts().stream().map(look::at).toList();
  }

  /** All, but for the broker where somebody else runs one. */
  private List<Part> parts() {
    return Arrays.stream(Part.values())
        .filter(part -> part.isService() || settings.externalKafka().isEmpty())
        .toList();
  }
}
