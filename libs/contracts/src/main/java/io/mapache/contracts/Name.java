package io.mapache.contracts;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** How names of labels, datasets and models are written, so that equal names are equal strings. */
public final class Name {

  /** Datasets and models are part of URLs, file names and metric labels. */
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final Pattern WHITE_SPACE =
      Pattern.compile("[\\s\\p{Z}\\p{Cc}]+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final int MAX_LABEL = 200;

  private Name() {}

  /**
   * A label in its one form: Unicode NFC, trimmed, inner white space as one space, case kept.
   *
   * @throws IllegalArgumentException if nothing is left, or more than 200 characters
   */
  public static String label(String raw) {
    String label =
        WHITE_SPACE
            .matcher(Normalizer.normalize(raw == null ? "" : raw, Normalizer.Form.NFC))
            .replaceAll(" ")
            .strip();
    if (label.isEmpty() || label.length() > MAX_LABEL) {
      throw new IllegalArgumentException(
          "label: '" + raw + "' (expected: 1 to " + MAX_LABEL + " characters)");
    }
    return label;
  }

  /**
   * A dataset or model name as it is, if it can stand in a URL and a file name.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public static String identifier(String what, String raw) {
    if (raw == null || !IDENTIFIER.matcher(raw).matches()) {
      throw new IllegalArgumentException(
          what
              + ": '"
              + raw
              + "' (expected: 1 to 100 of A-Z a-z 0-9 . _ -, beginning with a letter or digit)");
    }
    return raw;
  }
}
