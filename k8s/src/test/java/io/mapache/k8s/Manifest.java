package io.mapache.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every object of every YAML file of the base. */
record Manifest(Path file, JsonNode content) {

  static final Path BASE = Path.of("base");

  private static final YAMLMapper YAML = new YAMLMapper();

  static List<Manifest> all() {
    try (Stream<Path> files = Files.list(BASE)) {
      return files
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .flatMap(file -> in(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Manifest> in(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      return documents.readAll().stream().map(content -> new Manifest(file, content)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** File name of the schema: {@code deployment-apps-v1}, {@code service-v1}. */
  String schema() {
    String[] group = content.path("apiVersion").asText().split("/", 2);
    String kind = content.path("kind").asText().toLowerCase(Locale.ROOT);
    return group.length == 1
        ? kind + "-" + group[0]
        : kind + "-" + group[0].split("\\.", 2)[0] + "-" + group[1];
  }

  @Override
  public String toString() {
    return file.getFileName() + ": " + content.path("kind").asText();
  }
}
