package io.mapache.inference.serving;

import java.util.Optional;

/**
 * Where bases compute.
 *
 * @param wanted {@code cpu} or {@code cuda}
 * @param missing what is missing for it, as a sentence that says what to do: then it is the CPU
 */
public record Device(String wanted, Optional<String> missing) {

  /** Whether bases compute elsewhere than they should. */
  public boolean isFallback() {
    return missing.isPresent();
  }

  /** Whether bases compute on a GPU. */
  public boolean isGpu() {
    return wanted.equals("cuda") && !isFallback();
  }
}
