package io.mapache.bench.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How JVMs are started. */
final class Jvm {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** As {@code ./mapache up} starts the inference service; what it is compared with is no other. */
  static final List<String> LIKE_THE_SERVICE =
      List.of(
          JAVA,
          "-Xms128m",
          "-Xmx768m",
          "-XX:+UseSerialGC",
          "-Xmn80m",
          "-XX:MaxDirectMemorySize=256m",
          "-XX:+UseTransparentHugePages");

  /** As {@code ./mapache up} starts the broker. */
  static final List<String> LIKE_THE_BROKER =
      List.of(JAVA, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

  private Jvm() {}
}
