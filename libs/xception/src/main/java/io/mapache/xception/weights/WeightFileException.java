package io.mapache.xception.weights;

import java.io.IOException;
import java.nio.file.Path;

/** A file that was expected to hold the weights of a base and does not. */
public class WeightFileException extends IOException {
  private static final long serialVersionUID = 1L;

  WeightFileException(Path file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }

  WeightFileException(Path file, String what) {
    this(file, what, null);
  }
}
