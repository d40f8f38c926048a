package io.mapache.ingest.upload.http;

import io.mapache.contracts.dataset.Split;
import io.mapache.ingest.upload.Upload;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/** The query of an upload. */
final class UploadQuery {

  private static final List<String> PARAMETERS =
      List.of("dataset", "label", "name", "source", "split", "group", "correction");

  private UploadQuery() {}

  /**
   * @throws IllegalArgumentException naming the parameter
   */
  static Upload read(MultivaluedMap<String, String> query) {
    Parameters.require(query, PARAMETERS);
    return new Upload(
        query.getFirst("dataset"),
        Optional.ofNullable(query.getFirst("label")),
        Optional.ofNullable(query.getFirst("name")),
        Optional.ofNullable(query.getFirst("source")).orElse(Upload.DEFAULT_SOURCE),
        Optional.ofNullable(query.getFirst("split")).map(Split::parse),
        Optional.ofNullable(query.getFirst("group")),
        flag("correction", query.getFirst("correction")));
  }

  private static boolean flag(String name, String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new IllegalArgumentException("%s: '%s' (expected: true or false)".formatted(name, value));
  }
}
