package io.mapache.training.job;

import io.mapache.training.process.JobEnd;

/** Finds out what ended a job: its own decision, a full disk, full memory, or a bug. */
final class Causes {

  private Causes() {}

  static JobEnd end(Throwable why) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof JobEnd end) {
        return end;
      }
      if (cause instanceof OutOfMemoryError) {
        return JobEnd.resources(
            "out of memory (heap limit %d MB): %s. Give the job a larger -Xmx, or lower batchSize or imageSize."
                .formatted(Runtime.getRuntime().maxMemory() >> 20, cause.getMessage()),
            why);
      }
      String message = String.valueOf(cause.getMessage());
      if (outOfNativeMemory(message)) {
        return JobEnd.resources(
            "out of native memory: %s. Lower batchSize or imageSize, or fine-tune from a later block."
                .formatted(firstLine(message)),
            why);
      }
      if (diskFull(message)) {
        return JobEnd.resources(
            "disk full: %s. Make room under the home, work and blob folders, and start again: it goes on where it was."
                .formatted(firstLine(message)),
            why);
      }
    }
    return JobEnd.broken("training broke, a bug: " + why);
  }

  /** libtorch, ONNX Runtime and the C++ library, in this order. */
  private static boolean outOfNativeMemory(String message) {
    return message.contains("can't allocate memory")
        || message.contains("Failed to allocate memory")
        || message.contains("bad_alloc")
        || message.contains("bad allocation");
  }

  private static boolean diskFull(String message) {
    return message.contains("No space left on device") || message.contains("Disk quota exceeded");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
