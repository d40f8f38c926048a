package io.mapache.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code --name value} pairs, and {@code --name} alone for {@code --name true}. */
public record Options(Map<String, String> values) {

  public static Options parse(String[] arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      if (!arguments[i].startsWith("--")) {
        throw new IllegalArgumentException(
            "option: '" + arguments[i] + "' (expected: --name value)");
      }
      boolean alone = i + 1 == arguments.length || arguments[i + 1].startsWith("--");
      values.put(arguments[i].substring(2), alone ? "true" : arguments[++i]);
    }
    return new Options(values);
  }

  public boolean has(String name) {
    return Boolean.parseBoolean(values.get(name));
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public int number(String name, int otherwise) {
    return Integer.parseInt(text(name, String.valueOf(otherwise)));
  }

  public Path path(String name, Path otherwise) {
    return values.containsKey(name) ? Path.of(values.get(name)) : otherwise;
  }

  public int threads() {
    return number("threads", Runtime.getRuntime().availableProcessors());
  }

  /**
   * @throws IllegalArgumentException if the option is missing or names no folder
   */
  public Path folder(String name) {
    Path folder = Path.of(text(name, ""));
    if (!values.containsKey(name) || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--%s: '%s' (expected: a folder)".formatted(name, text(name, "")));
    }
    return folder.toAbsolutePath();
  }

  /** {@code bench/target}, where what is made for a bench is kept. */
  public static Path scratch() {
    return Path.of(System.getProperty("mapache.bench", "bench")).resolve("target");
  }

  /** {@code MAPACHE_HOME}, where the stack keeps its state. */
  public static Path home() {
    String home = System.getenv("MAPACHE_HOME");
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".local", "share", "mapache")
        : Path.of(home);
  }
}
