package io.mapache.bench.serving;

import java.net.URI;
import java.util.List;

/**
 * Where requests go.
 *
 * @param paths taken in turn
 */
record Target(URI service, List<String> paths, Form form) {

  Target {
    paths = List.copyOf(paths);
  }
}
