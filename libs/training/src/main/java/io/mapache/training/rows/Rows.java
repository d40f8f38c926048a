package io.mapache.training.rows;

/**
 * Numbered rows of float32, all of the same length, read by position. Any number of threads.
 * Memory-mapped rows cost no heap, so a training may be larger than its memory.
 */
public interface Rows {

  int count();

  /** Floats per row. */
  int width();

  /** Copies one row into {@code into}, from {@code offset} on. */
  void read(int row, float[] into, int offset);

  /** Some of these rows, in the order of {@code at}. */
  default Rows pick(int[] at) {
    Rows all = this;
    return new Rows() {
      @Override
      public int count() {
        return at.length;
      }

      @Override
      public int width() {
        return all.width();
      }

      @Override
      public void read(int row, float[] into, int offset) {
        all.read(at[row], into, offset);
      }
    };
  }
}
