package io.mapache.training.rows;

/** Room for one batch of examples, filled again and again. Not thread-safe. */
public final class Batch {

  private final Examples examples;
  private final int size;
  private final float[] rows;
  private final int[] labels;
  private int count;

  public Batch(Examples examples, int size) {
    this.examples = examples;
    this.size = Math.min(size, examples.count());
    this.rows = new float[Math.multiplyExact(this.size, examples.rows().width())];
    this.labels = new int[this.size];
  }

  /**
   * Loads the examples at {@code order[from]} and behind.
   *
   * @return how many: less than the size only at the end
   */
  public int load(int[] order, int from) {
    count = Math.min(size, order.length - from);
    for (int i = 0; i < count; i++) {
      int at = order[from + i];
      examples.rows().read(at, rows, i * width());
      labels[i] = examples.labels()[at];
    }
    return count;
  }

  /** The most that {@link #load} loads. */
  public int size() {
    return size;
  }

  public int width() {
    return examples.rows().width();
  }

  /** {@code [count, width]} from index 0 on; what is behind is old. */
  public float[] rows() {
    return rows;
  }

  /** {@code [count]} from index 0 on; what is behind is old. */
  public int[] labels() {
    return labels;
  }
}
