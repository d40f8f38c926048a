package io.mapache.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import io.mapache.contracts.Json;
import io.mapache.contracts.Schemas;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

  private static final SchemaGenerator GENERATOR = generator();

  private static SchemaGenerator generator() {
    SchemaGeneratorConfigBuilder config = Schemas.config();
    config
        .forFields()
        .withRequiredCheck(
            field -> field.getRawMember().getAnnotatedType().getAnnotation(Nullable.class) == null);
    return new SchemaGenerator(config.build());
  }

  private static ObjectNode generated(Class<? extends Event> event) {
    ObjectNode schema = GENERATOR.generateSchema(event);
    schema.put("title", EventTypes.typeOf(event));
    return schema;
  }

  @Test
  void everyTypeHasItsSchemaInTheSources() throws IOException {
    for (Class<? extends Event> event : EventTypes.all().values()) {
      Schemas.assertPublished(EventTypes.typeOf(event), generated(event));
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
    return Schemas.published(event.type());
  }
}
