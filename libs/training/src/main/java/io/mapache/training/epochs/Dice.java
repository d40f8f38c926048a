package io.mapache.training.epochs;

import io.mapache.contracts.Digest;

/**
 * Random numbers that depend on nothing but what they are for: the same seed, purpose and round
 * give the same sequence on every JVM, so a run that goes on after an interruption needs no stored
 * position.
 *
 * <p>SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). Not
 * thread-safe.
 */
public final class Dice {

  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /**
   * The sequence of one round.
   *
   * @param purpose what is drawn, such as {@code head order}: two purposes never share a sequence
   * @param round usually the epoch
   */
  public static Dice of(long seed, String purpose, long round) {
    return new Dice(mix(mix(mix(seed) ^ purpose.hashCode()) ^ round));
  }

  /** The sequence of one image in one round. */
  public static Dice of(long seed, String purpose, long round, Digest image) {
    Dice dice = of(seed, purpose, round);
    dice.state = mix(dice.state ^ Long.parseUnsignedLong(image.hex().substring(0, 16), 16));
    return dice;
  }

  public long nextLong() {
    state += STEP;
    return mix(state);
  }

  /** Uniform in {@code [0, 1)}, 53 bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in {@code [0, bound)}; the bias of the multiplication is below 2^-32 per draw. */
  public int below(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** The numbers 0 to n - 1 in random order (Fisher and Yates). */
  public int[] order(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = below(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return y ^ (y >>> 31);
  }
}
