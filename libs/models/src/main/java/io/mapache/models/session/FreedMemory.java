package io.mapache.models.session;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Gives back to the system what native code has freed. While a base of 83 MB is loaded, ONNX
 * Runtime holds it up to three times over; glibc keeps what was freed, scattered, for the life of
 * the process: 140 to 200 MB.
 */
final class FreedMemory {

  private FreedMemory() {}

  /** A few milliseconds. Does nothing where the C library is not glibc. */
  static void giveBack() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      int keep = 0;
      Function.getFunction(Platform.C_LIBRARY_NAME, "malloc_trim").invokeInt(new Object[] {keep});
    } catch (UnsatisfiedLinkError e) {
      System.getLogger(FreedMemory.class.getName())
          .log(System.Logger.Level.DEBUG, "no malloc_trim in this C library");
    }
  }
}
