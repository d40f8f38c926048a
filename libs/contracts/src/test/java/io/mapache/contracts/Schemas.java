package io.mapache.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mapache.contracts.training.ClassWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The published JSON Schemas are made from the records and kept in the sources, where a change of
 * the contract shows in a review. {@code -Dmapache.schemas.write=true} writes them anew.
 */
public final class Schemas {

  private static final Path FOLDER = Path.of("src/main/resources/io/mapache/contracts/schemas");

  private Schemas() {}

  /** What all schemas have in common, to build on. */
  public static SchemaGeneratorConfigBuilder config() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonModule(
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.EXTRA_OPEN_API_FORMAT_VALUES);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              ObjectNode schema = context.getGeneratorConfig().createObjectNode();
              if (type.getErasedType() == Digest.class) {
                return new CustomDefinition(digest(schema));
              }
              return type.getErasedType() == ClassWeights.class
                  ? new CustomDefinition(classWeights(schema))
                  : null;
            });
    return config;
  }

  private static ObjectNode digest(ObjectNode schema) {
    return schema
        .put("type", "string")
        .put("pattern", "^[0-9a-f]{64}$")
        .put("description", "SHA-256");
  }

  private static ObjectNode classWeights(ObjectNode schema) {
    var ways = schema.putArray("anyOf");
    ways.addObject().putArray("enum").add("none").add("balanced");
    ways.addObject()
        .put("type", "object")
        .putObject("additionalProperties")
        .put("type", "number")
        .put("exclusiveMinimum", 0)
        .put("maximum", 1_000_000);
    return schema;
  }

  /** The published schema is what the records say. */
  public static void assertPublished(String name, ObjectNode schema) throws IOException {
    assertWritten(
        FOLDER.resolve(name + ".json"),
        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
  }

  /** A file that is made from the sources has that text. */
  public static void assertWritten(Path file, String text) throws IOException {
    if (Boolean.getBoolean("mapache.schemas.write")) {
      Files.writeString(file, text);
    }
    assertThat(file).content().isEqualTo(text);
  }

  public static Schema published(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(FOLDER.resolve(name + ".json")), InputFormat.JSON);
  }
}
