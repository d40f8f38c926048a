package io.mapache.inference.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request stands in a distributed trace, as header {@code traceparent} says it. Source: W3C
 * Trace Context, level 1, section 3.2.
 *
 * @param traceId 32 hexadecimal digits, not all 0
 * @param parentId 16 hexadecimal digits, not all 0: the caller's span
 * @param flags two hexadecimal digits; the last bit says whether the caller records the trace
 */
public record TraceParent(String traceId, String parentId, String flags) {

  public static final String HEADER = "traceparent";

  /** A later version may say more behind the flags. */
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /**
   * The caller's, which is passed on as it is; a new one if there is none, or none that is valid.
   */
  static TraceParent of(@Nullable String header) {
    Matcher form = FORM.matcher(header == null ? "" : header);
    return form.matches() && isValid(form)
        ? new TraceParent(form.group(2), form.group(3), form.group(4))
        : created();
  }

  private static boolean isValid(Matcher form) {
    String version = form.group(1);
    return !version.equals("ff")
        && !(version.equals("00") && form.group(5) != null)
        && !isZero(form.group(2))
        && !isZero(form.group(3));
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }

  private static TraceParent created() {
    return new TraceParent(hex() + hex(), hex(), "00");
  }

  private static String hex() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }

  /** The header's text, in the version that we know. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }
}
