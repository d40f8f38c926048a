package io.mapache.contracts.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one key of a recipe takes.
 *
 * @param path as a person writes it, for instance {@code head.epochs}
 * @param type of the record's component
 * @param inner the keys of an object of settings; null for a single setting
 */
record KeyRule(String path, Class<?> type, Key key, @Nullable Keys inner) {

  /**
   * @throws IllegalArgumentException if the value is not of the kind that the key takes; its range
   *     is the constructors' business
   */
  void requireKind(JsonNode value) {
    if (!isOfKind(value)) {
      boolean text = value.isTextual() && (type == String.class || type.isEnum());
      throw refusal(text ? value.textValue() : value);
    }
  }

  /**
   * @throws IllegalArgumentException if the value is missing or out of its range
   */
  void require(Object value) {
    boolean holds =
        value instanceof Number number
            ? inRange(number.doubleValue())
            : value != null && (key.pattern().isEmpty() || value.toString().matches(key.pattern()));
    if (!holds) {
      throw refusal(value);
    }
  }

  private boolean isOfKind(JsonNode value) {
    if (inner != null) {
      return value.isObject();
    }
    if (type == int.class) {
      return value.canConvertToExactIntegral() && value.canConvertToInt();
    }
    if (type == long.class) {
      return value.canConvertToExactIntegral() && value.canConvertToLong();
    }
    if (type == double.class) {
      return value.isNumber();
    }
    if (type == boolean.class) {
      return value.isBoolean();
    }
    if (type == String.class) {
      return value.isTextual();
    }
    return !type.isEnum() || (value.isTextual() && choices().contains(value.textValue()));
  }

  private boolean inRange(double value) {
    boolean highEnough =
        Double.isNaN(key.min()) || (key.aboveMin() ? value > key.min() : value >= key.min());
    boolean lowEnough =
        Double.isNaN(key.max()) || (key.belowMax() ? value < key.max() : value <= key.max());
    return highEnough && lowEnough;
  }

  private IllegalArgumentException refusal(Object value) {
    return Keys.refusal(path, value, expected());
  }

  /** The values in words. */
  String expected() {
    if (inner != null) {
      return "an object";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      List<String> choices = choices();
      int last = choices.size() - 1;
      return String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }
    if (type == ClassWeights.class) {
      return ClassWeights.EXPECTED;
    }
    return type == String.class ? key.expected() : kindOfNumber() + range().orElse("");
  }

  /** {@link #expected} without the unit, which has a column of its own in a table. */
  String values() {
    String unit = " " + key.unit();
    return key.unit().isEmpty() ? expected() : expected().replaceFirst(unit + "$", "");
  }

  private String kindOfNumber() {
    return type == double.class ? "a number" : "a whole number";
  }

  private Optional<String> range() {
    if (Double.isNaN(key.min())) {
      return Optional.empty();
    }
    String min = number(key.min());
    String max = number(key.max());
    String unit = key.unit().isEmpty() ? "" : " " + key.unit();
    if (key.aboveMin()) {
      return Optional.of(", above " + min + ", at most " + max + unit);
    }
    return Optional.of(
        key.belowMax()
            ? ", " + min + " up to, not including, " + max + unit
            : ", " + min + " to " + max + unit);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private List<String> choices() {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Json.mapper().convertValue(constant, String.class))
        .toList();
  }
}
