package io.mapache.training.process;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import io.mapache.contracts.training.JobExit;

/**
 * Ends the process where it stands, natives and all. {@link Runtime#halt} goes through C's {@code
 * exit}, which destroys what libtorch's threads still use: in the middle of a step that is SIGSEGV,
 * and an exit status that nobody chose.
 */
final class AtOnce {

  private AtOnce() {}

  /** Does not return. */
  static void end(JobExit exit) {
    if (!Platform.isWindows()) {
      try {
        Function.getFunction(Platform.C_LIBRARY_NAME, "_exit")
            .invokeVoid(new Object[] {exit.status()});
      } catch (LinkageError e) {
        System.getLogger(AtOnce.class.getName())
            .log(System.Logger.Level.DEBUG, "no libc to be called here: {0}", e.getMessage());
      }
    }
    Runtime.getRuntime().halt(exit.status());
  }
}
