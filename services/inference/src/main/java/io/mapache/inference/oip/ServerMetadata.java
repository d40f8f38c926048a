package io.mapache.inference.oip;

import java.util.List;

/**
 * What the protocol tells of the server.
 *
 * @param extensions of the protocol that are understood
 */
public record ServerMetadata(String name, String version, List<String> extensions) {

  public static ServerMetadata of(String version) {
    return new ServerMetadata("mapache", version, List.of("binary_tensor_data", "classification"));
  }
}
