package io.mapache.contracts.training;

import io.mapache.contracts.Digest;
import java.util.List;

/**
 * {@code export-result.json}: a file that was written, and how it answers.
 *
 * @param file its absolute path
 * @param digest of the file
 * @param classes in the order of the probabilities
 * @param imageSize side of the square images that it reads, in pixels
 * @param examples golden inputs that it was asked
 * @param largestDifference of a probability from the bundle's golden answers
 */
public record ExportResult(
    String file,
    long bytes,
    Digest digest,
    List<String> classes,
    int imageSize,
    int examples,
    double largestDifference) {

  /** Name of the file in the work folder. */
  public static final String FILE = "export-result.json";
}
