package io.mapache.contracts.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The keys of one object of a recipe, in the order of its record. */
final class Keys {

  private final String prefix;
  private final Map<String, KeyRule> rules = new LinkedHashMap<>();

  private Keys(String prefix, Class<?> type) {
    this.prefix = prefix;
    for (Field field : type.getDeclaredFields()) {
      Key key = field.getAnnotation(Key.class);
      if (key != null) {
        String path = prefix + field.getName();
        Keys inner = new Keys(path + ".", field.getType());
        rules.put(
            field.getName(),
            new KeyRule(path, field.getType(), key, inner.rules.isEmpty() ? null : inner));
      }
    }
  }

  /**
   * @param prefix what a person writes before a key: empty, or for instance {@code head.}
   */
  static Keys of(String prefix, Class<? extends Record> type) {
    return new Keys(prefix, type);
  }

  /** These, then others of the same object. */
  Keys and(Keys others) {
    Keys all = new Keys(prefix, Object.class);
    all.rules.putAll(rules);
    all.rules.putAll(others.rules);
    return all;
  }

  Map<String, KeyRule> rules() {
    return rules;
  }

  /**
   * @throws IllegalArgumentException if the value is missing or out of the key's range
   */
  void require(String name, Object value) {
    rules.get(name).require(value);
  }

  /**
   * Looks at names and kinds of all that is in an object, inner objects included.
   *
   * @throws IllegalArgumentException for an unknown key, or a value of the wrong kind
   */
  void requireKinds(JsonNode object) {
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      KeyRule rule = rules.get(property.getKey());
      if (rule == null) {
        throw unknown(property.getKey());
      }
      rule.requireKind(property.getValue());
      if (rule.inner() != null) {
        rule.inner().requireKinds(property.getValue());
      }
    }
  }

  private IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException(
        "'%s%s' is unknown%s. Known here: %s"
            .formatted(
                prefix,
                name,
                Spelling.nearest(name, rules.keySet())
                    .map(near -> " (did you mean '" + near + "'?)")
                    .orElse(""),
                String.join(", ", new TreeSet<>(rules.keySet()))));
  }

  static void require(String path, Object value, boolean holds, String expected) {
    if (!holds) {
      throw refusal(path, value, expected);
    }
  }

  static IllegalArgumentException refusal(String path, Object value, String expected) {
    return new IllegalArgumentException(path + ": " + value + " (expected: " + expected + ")");
  }
}
