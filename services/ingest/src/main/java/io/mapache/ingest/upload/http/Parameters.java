package io.mapache.ingest.upload.http;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** What a query may hold. */
final class Parameters {

  private Parameters() {}

  /**
   * Unknown and repeated parameters are refused: {@code lable=cat} would otherwise be an image
   * without a label.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  static void require(MultivaluedMap<String, String> query, List<String> known) {
    query.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            throw new IllegalArgumentException(
                "%s: unknown parameter (expected: %s)".formatted(name, String.join(", ", known)));
          }
          if (values.size() > 1) {
            throw new IllegalArgumentException(
                "%s: given %d times (expected: once)".formatted(name, values.size()));
          }
        });
  }
}
