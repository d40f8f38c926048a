package io.mapache.models.session;

import ai.onnxruntime.OrtEnvironment;
import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * The only place that starts ONNX Runtime, once in a process, with its telemetry off.
 *
 * <p>{@code OrtEnvironment.setTelemetry(false)} comes too late on Linux (seen in 1.29): by then the
 * library has written an id of the machine below {@code ~/.cache/Microsoft}, opened a database
 * there and looked for its server; and it has matched the command line of the process against a
 * regular expression by recursion, which overflows the stack and kills the JVM, without a word,
 * once that line is some 4,000 characters long (a class path). The library reads one variable
 * before all that, and Java cannot set variables of its own process, hence libc.
 */
public final class OnnxRuntime {

  static final String SWITCH = "ORT_DISABLE_TELEMETRY";

  private static final OrtEnvironment ENVIRONMENT = start();

  private OnnxRuntime() {}

  /** Shared by all sessions; never closed. */
  public static OrtEnvironment environment() {
    return ENVIRONMENT;
  }

  private static OrtEnvironment start() {
    if (!"1".equals(System.getenv(SWITCH)) && !Platform.isWindows()) {
      switchTelemetryOff();
    }
    return OrtEnvironment.getEnvironment();
  }

  /** The first change that this process makes to its variables, so no reader can lose them. */
  private static void switchTelemetryOff() {
    int overwrite = 1;
    try {
      Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
          .invokeInt(new Object[] {SWITCH, "1", overwrite});
    } catch (UnsatisfiedLinkError e) {
      System.getLogger(OnnxRuntime.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "telemetry of ONNX Runtime may be on: libc cannot be called from here ("
                  + e.getMessage()
                  + "). Start this program with "
                  + SWITCH
                  + "=1.");
    }
  }
}
