package io.mapache.bench.serving;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How JVMs are started. */
final class Jvm {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** As the inference service is started everywhere; what it is compared with is no other. */
  static final List<String> LIKE_THE_SERVICE =
      List.of(JAVA, Built.jvmOptions("services/inference"));

  static final List<String> LIKE_THE_BROKER = List.of(JAVA, Built.jvmOptions("libs/broker"));

  static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

  private Jvm() {}
}
