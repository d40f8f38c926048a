package io.mapache.xception.finetuning;

import io.mapache.xception.network.Architecture;

/**
 * Where a fine-tuning starts: this block and all that follow train, everything before stays as it
 * is, so its output can be computed once per image.
 *
 * @param block {@code block1} (everything trains, the input is the image) to {@code block14}
 */
public record FineTuneFrom(String block) {

  /** Every trainable tensor of the base. */
  public static final FineTuneFrom ALL = new FineTuneFrom("block1");

  public FineTuneFrom {
    Architecture.xception().number(block); // throws, naming the blocks there are
  }

  /**
   * @param text {@code all} or the name of a block, as in a recipe
   */
  public static FineTuneFrom of(String text) {
    return text.equals("all") ? ALL : new FineTuneFrom(text);
  }

  /** Whether a step is fed images; otherwise it is fed the stored input of the block. */
  public boolean readsImages() {
    return equals(ALL);
  }

  @Override
  public String toString() {
    return readsImages() ? "all" : block;
  }
}
