package io.mapache.inference.oip.json;

import io.mapache.inference.oip.RejectedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the brackets of a tensor's data, which may be flat or nested as its shape, and refuses
 * rows of different lengths. One thread.
 */
final class Nesting {

  private static final int DEEPEST = 4;
  private static final long UNKNOWN = -1;

  private final long[] lengths = {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
  private final long[] counts = new long[DEEPEST];
  private int depth;
  private int elements; // the depth that they are at; 0 until there is one

  void open() throws RejectedException {
    if (depth == DEEPEST || elements > 0 && depth == elements) {
      throw ragged();
    }
    if (depth > 0) {
      counts[depth - 1]++;
    }
    counts[depth++] = 0;
  }

  /** Whether all brackets are closed. */
  boolean close() throws RejectedException {
    depth--;
    if (lengths[depth] == UNKNOWN) {
      lengths[depth] = counts[depth];
    }
    if (lengths[depth] != counts[depth]) {
      throw ragged();
    }
    return depth == 0;
  }

  void element() throws RejectedException {
    if (elements == 0) {
      elements = depth;
    }
    if (elements != depth) {
      throw ragged();
    }
    counts[depth - 1]++;
  }

  /** Flat data go with every shape; their number is checked elsewhere. */
  void check(String input, List<Long> shape) throws RejectedException {
    List<Long> nested = new ArrayList<>();
    for (int i = 0; i < DEEPEST && lengths[i] != UNKNOWN; i++) {
      nested.add(lengths[i]);
    }
    if (nested.size() > 1 && !nested.equals(shape)) {
      throw RejectedException.invalid(
          "input `%s` has data nested as %s (expected: flat, or nested as its shape %s)",
          input, nested, shape);
    }
  }

  private static RejectedException ragged() {
    return RejectedException.invalid(
        "data are nested unevenly (expected: flat, or nested as the shape of the input)");
  }
}
