package io.mapache.xception.network.djl;

import java.nio.file.Path;

/** Where DJL unpacks libtorch, 430 MB, once per machine. */
public final class NativeFolder {

  private static final String KEY = "DJL_CACHE_DIR";

  private NativeFolder() {}

  /**
   * Keeps the natives in {@code home/djl}, beside everything else that a machine keeps for its
   * trainings: a user's own folder may not be writable in a container. Has to be called before the
   * first use of {@link LibTorch}; does nothing if the environment or the command line has named a
   * folder.
   */
  public static void in(Path home) {
    if (System.getenv(KEY) == null && System.getProperty(KEY) == null) {
      System.setProperty(KEY, home.resolve("djl").toString());
    }
  }
}
