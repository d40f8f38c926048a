package io.mapache.contracts.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import io.mapache.contracts.Json;
import io.mapache.contracts.Schemas;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code recipe.json}, for editors and for programs that write recipes. */
class RecipeSchemaTest {

  private static final Map<Class<?>, JsonNode> DEFAULTS = defaults();

  private static Map<Class<?>, JsonNode> defaults() {
    JsonNode all = Json.mapper().valueToTree(Recipe.DEFAULT);
    Map<Class<?>, JsonNode> defaults = new HashMap<>();
    defaults.put(Recipe.class, all);
    for (RecordComponent component : Recipe.class.getRecordComponents()) {
      defaults.put(component.getType(), all.get(component.getName()));
    }
    return defaults;
  }

  static ObjectNode schema() {
    SchemaGenerator generator = new SchemaGenerator(config().build());
    ObjectNode schema = generator.generateSchema(Recipe.class);
    ObjectNode start = generator.generateSchema(RecipeReader.Start.class);
    ObjectNode properties = (ObjectNode) start.get("properties");
    ((ObjectNode) properties.get(Recipe.Preset.KEY)).put("default", Recipe.Preset.DEFAULT.code());
    properties.setAll((ObjectNode) schema.get("properties"));
    schema.set("properties", properties);
    return schema.put("title", "recipe").put("description", "All settings of a training.");
  }

  private static SchemaGeneratorConfigBuilder config() {
    SchemaGeneratorConfigBuilder config = Schemas.config();
    config
        .forTypesInGeneral()
        .withPropertySorter(Comparator.comparingInt(asDeclared -> 0))
        .withAdditionalPropertiesResolver(
            scope -> scope.getType().getErasedType() == ClassWeights.class ? null : Void.class);
    config
        .forFields()
        .withDescriptionResolver(field -> key(field).value())
        .withDefaultResolver(RecipeSchemaTest::standard)
        .withStringPatternResolver(
            field -> text(key(field).pattern()).map(pattern -> "^(" + pattern + ")$").orElse(null))
        .withNumberInclusiveMinimumResolver(
            field -> limit(field, key(field).min(), key -> !key.aboveMin()))
        .withNumberExclusiveMinimumResolver(field -> limit(field, key(field).min(), Key::aboveMin))
        .withNumberInclusiveMaximumResolver(
            field -> limit(field, key(field).max(), key -> !key.belowMax()))
        .withNumberExclusiveMaximumResolver(field -> limit(field, key(field).max(), Key::belowMax))
        .withInstanceAttributeOverride(
            (schema, field, context) ->
                text(key(field).unit()).ifPresent(unit -> schema.put("x-unit", unit)));
    return config;
  }

  private static Key key(FieldScope field) {
    return field.getAnnotation(Key.class);
  }

  private static Object standard(FieldScope field) {
    JsonNode object = DEFAULTS.get(field.getRawMember().getDeclaringClass());
    return object == null || object.get(field.getName()).isObject()
        ? null
        : object.get(field.getName());
  }

  private static Optional<String> text(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private static BigDecimal limit(FieldScope field, double limit, Predicate<Key> applies) {
    return Double.isNaN(limit) || !applies.test(key(field))
        ? null
        : new BigDecimal(limit == Math.rint(limit) ? "" + (long) limit : "" + limit);
  }

  @Test
  void isWhatTheRecordsSay() throws IOException {
    Schemas.assertPublished("recipe", schema());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void whatIsARecipeFitsTheSchema(JsonNode recipe) throws IOException {
    assertThat(Schemas.published("recipe").validate(recipe)).isEmpty();
    assertThat(Recipe.parse(recipe)).isInstanceOf(Recipe.Valid.class);
  }

  static Stream<JsonNode> recipes() throws IOException {
    return Stream.concat(
        Stream.of(
            Json.mapper().createObjectNode(),
            Json.mapper().valueToTree(Recipe.DEFAULT),
            Json.mapper().valueToTree(Recipe.GUIDE),
            Json.mapper().readTree("{\"preset\":\"guide\",\"classWeights\":{\"cat\":2}}")),
        RecipeDocumentTest.examples());
  }

  /** Both say no to the first value outside each range, and yes to the last one inside. */
  @Test
  void schemaAndParserDrawTheSameLines() throws IOException {
    for (KeyRule rule : RecipeDocumentTest.leaves()) {
      if (!Double.isNaN(rule.key().min())) {
        assertSameLine(rule, rule.key().min(), -1, rule.key().aboveMin());
        assertSameLine(rule, rule.key().max(), 1, rule.key().belowMax());
      }
    }
  }

  private static void assertSameLine(KeyRule rule, double limit, int outwards, boolean excluded)
      throws IOException {
    double step = rule.type() == double.class ? 1e-9 : 1;
    assertBoth(rule, limit, !excluded);
    assertBoth(rule, limit + outwards * step, false);
    assertBoth(rule, limit - outwards * step, true);
  }

  private static void assertBoth(KeyRule rule, double value, boolean valid) throws IOException {
    ObjectNode recipe = Json.mapper().createObjectNode();
    String[] path = rule.path().split("\\.", -1);
    ObjectNode object = path.length == 1 ? recipe : recipe.putObject(path[0]);
    String name = path[path.length - 1];
    if (rule.type() == double.class) {
      object.put(name, value);
    } else {
      object.put(name, (long) value);
    }
    assertThat(Schemas.published("recipe").validate((JsonNode) recipe).isEmpty())
        .as("schema on " + recipe)
        .isEqualTo(valid);
    assertThat(Recipe.parse(recipe) instanceof Recipe.Valid)
        .as("parser on " + recipe)
        .isEqualTo(valid);
  }
}
