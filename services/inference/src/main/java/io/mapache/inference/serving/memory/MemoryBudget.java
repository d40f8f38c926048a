package io.mapache.inference.serving.memory;

import io.mapache.inference.serving.Memory;

/**
 * So much and no more.
 *
 * @param bytes for all bases together
 */
public record MemoryBudget(long bytes) implements Memory {

  @Override
  public long free(long open) {
    return bytes - open;
  }
}
