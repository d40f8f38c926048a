package io.mapache.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resident memory of a process: from {@code /proc}, or where there is none, from {@code ps}. */
final class Memory {

  private static final Pattern VM_RSS = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
  private static final int KB = 1024;

  private Memory() {}

  static Optional<Long> residentBytes(long pid) {
    try {
      Path status = Path.of("/proc/" + pid + "/status");
      if (Files.exists(status)) {
        Matcher matcher = VM_RSS.matcher(Files.readString(status));
        return matcher.find()
            ? Optional.of(Long.parseLong(matcher.group(1)) * KB)
            : Optional.empty();
      }
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
      String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.matches("[0-9]+") ? Optional.of(Long.parseLong(text) * KB) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
