package io.mapache.models.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

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
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    keepUntilExit();
    return environment;
  }

  /**
   * Counts the environment once more than ONNX Runtime's own shutdown hook will count it down. That
   * hook runs beside all others and frees what running calls use (issue 31352 of
   * microsoft/onnxruntime), so a SIGTERM during a forward pass would end in SIGSEGV instead of the
   * exit status that the program has chosen. Memory goes back with the process anyway.
   */
  private static void keepUntilExit() {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method count =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      count.setAccessible(true);
      int level = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue();
      count.invoke(null, api.getLong(null), level, "mapache");
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(OnnxRuntime.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "this version of ONNX Runtime is not known: ending the process during a forward pass"
                  + " may crash it",
              e);
    }
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
