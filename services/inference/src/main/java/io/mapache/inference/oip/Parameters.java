package io.mapache.inference.oip;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Parameters of a request, an input or an output.
 *
 * @param values String, Long, Double or Boolean, by name
 */
public record Parameters(Map<String, Object> values) {

  /** Asks for all outputs behind the JSON. */
  public static final String BINARY_DATA_OUTPUT = "binary_data_output";

  /** Bytes of an input, or of an output, behind the JSON. */
  public static final String BINARY_DATA_SIZE = "binary_data_size";

  public static final Parameters NONE = new Parameters(Map.of());

  public Optional<Boolean> flag(String name) throws RejectedException {
    Object value = values.get(name);
    if (value == null || value instanceof Boolean) {
      return Optional.ofNullable((Boolean) value);
    }
    throw RejectedException.invalid("parameter `%s`: %s (expected: true or false)", name, value);
  }

  /** At least 1. */
  public OptionalInt count(String name) throws RejectedException {
    OptionalLong size = size(name);
    if (size.isPresent() && size.getAsLong() == 0) {
      throw RejectedException.invalid("parameter `%s`: 0 (expected: at least 1)", name);
    }
    return size.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.min(size.getAsLong(), Integer.MAX_VALUE));
  }

  /** At least 0. */
  public OptionalLong size(String name) throws RejectedException {
    Object value = values.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof Long number && number >= 0) {
      return OptionalLong.of(number);
    }
    throw RejectedException.invalid(
        "parameter `%s`: %s (expected: a whole number of at least 0)", name, value);
  }

  /** What the protocol does not define is the sender's own and goes back with the answer. */
  Parameters own() {
    Map<String, Object> own = new LinkedHashMap<>(values);
    own.remove(BINARY_DATA_OUTPUT);
    return new Parameters(own);
  }
}
