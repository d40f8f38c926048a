package io.mapache.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published JSON Schemas are made from the records and kept in the sources, where a change of
 * the contract shows in a review. {@code -Dmapache.schemas.write=true} writes them anew.
 */
class EventSchemasTest {

  private static final Path SCHEMAS = Path.of("src/main/resources/io/mapache/contracts/schemas");

  private static final SchemaGenerator GENERATOR = generator();

  private static SchemaGenerator generator() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonModule(
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.EXTRA_OPEN_API_FORMAT_VALUES);
    config
        .forFields()
        .withRequiredCheck(
            field -> field.getRawMember().getAnnotatedType().getAnnotation(Nullable.class) == null);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) ->
                type.getErasedType() == Digest.class
                    ? new CustomDefinition(digest(context.getGeneratorConfig().createObjectNode()))
                    : null);
    return new SchemaGenerator(config.build());
  }

  private static ObjectNode digest(ObjectNode schema) {
    return schema
        .put("type", "string")
        .put("pattern", "^[0-9a-f]{64}$")
        .put("description", "SHA-256");
  }

  private static ObjectNode generated(Class<? extends Event> event) {
    ObjectNode schema = GENERATOR.generateSchema(event);
    schema.put("title", EventTypes.typeOf(event));
    return schema;
  }

  @Test
  void everyTypeHasItsSchemaInTheSources() throws IOException {
    for (Class<? extends Event> event : EventTypes.all().values()) {
      Path file = SCHEMAS.resolve(EventTypes.typeOf(event) + ".json");
      String text =
          Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(generated(event))
              + "\n";
      if (Boolean.getBoolean("mapache.schemas.write")) {
        Files.createDirectories(SCHEMAS);
        Files.writeString(file, text);
      }
      assertThat(file).as("schema of " + event.getSimpleName()).content().isEqualTo(text);
    }
  }

  @ParameterizedTest
  @MethodSource("io.mapache.contracts.event.Examples#all")
  void whatIsWrittenFitsTheSchema(Event event) throws IOException {
    assertThat(schema(event).validate(Json.text(event), InputFormat.JSON)).isEmpty();
  }

  @Test
  void anEventWithoutItsDigestDoesNotFit() throws IOException {
    ObjectNode event = Json.mapper().valueToTree(Examples.labeled("cat"));
    event.remove("digest");
    assertThat(schema(Examples.labeled("cat")).validate((JsonNode) event)).isNotEmpty();
  }

  private static Schema schema(Event event) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMAS.resolve(event.type() + ".json")), InputFormat.JSON);
  }
}
