package io.mapache.inference.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The document of the service's interface, as it lies in its sources. */
public final class ApiDocument {

  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode root;

  private ApiDocument(JsonNode root) {
    this.root = root;
  }

  public static ApiDocument read() {
    try (InputStream in =
        ApiDocument.class.getResourceAsStream("/META-INF/resources/openapi.yaml")) {
      return new ApiDocument(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An operation, its path's parameters among its own. */
  record Operation(String method, String path, JsonNode spec, List<JsonNode> parameters) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    paths()
        .fields()
        .forEachRemaining(
            path -> {
              for (String method : METHODS) {
                if (path.getValue().has(method)) {
                  operations.add(operation(method, path.getKey(), path.getValue()));
                }
              }
            });
    return operations;
  }

  private Operation operation(String method, String path, JsonNode item) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
    item.path(method).path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
    return new Operation(method.toUpperCase(Locale.ROOT), path, item.path(method), parameters);
  }

  /** What a reference stands for. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(root.at(node.path("$ref").asText().substring(1))) : node;
  }

  /** The values of all examples of a body. */
  List<JsonNode> examples(JsonNode mediaType) {
    List<JsonNode> examples = new ArrayList<>();
    if (mediaType.has("example")) {
      examples.add(mediaType.path("example"));
    }
    mediaType.path("examples").forEach(example -> examples.add(example.path("value")));
    return examples;
  }

  /** All paths with their operations. */
  public JsonNode paths() {
    return root.path("paths");
  }

  /** The words of problems. */
  JsonNode reasons() {
    return root.at("/components/schemas/Problem/properties/reason/enum");
  }

  /**
   * What of a value does not fit one of the named schemas.
   *
   * @return empty if all of it does
   */
  public List<String> misfits(String schema, JsonNode value) {
    return misfits(
        JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + schema), value);
  }

  /** The same for a schema of its own. */
  List<String> misfits(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("$defs", root.at("/components/schemas"));
    String text = whole.toString().replace("#/components/schemas/", "#/$defs/");
    return SCHEMAS.getSchema(text).validate(value).stream().map(Object::toString).toList();
  }
}
