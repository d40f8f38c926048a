package io.mapache.training.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowFileTest {

  @TempDir Path folder;

  @Test
  void aHalfWrittenRowDoesNotCountAndIsOverwritten() throws IOException {
    Path file = folder.resolve("rows");
    Files.write(file, new byte[2 * 12 + 5]);
    try (RowFile rows = RowFile.open(file, 3)) {
      assertThat(rows.count()).isEqualTo(2);
      rows.write(2, FloatBuffer.wrap(new float[] {7, 8, 9}), 1);
      assertThat(rows.count()).isEqualTo(3);
      assertThat(row(rows.map(3), 2)).containsExactly(7, 8, 9);
    }
  }

  @Test
  void writingInTheMiddleCutsOffWhatWasBehind() throws IOException {
    try (RowFile rows = RowFile.open(folder.resolve("rows"), 1)) {
      rows.write(0, FloatBuffer.wrap(new float[] {1, 2, 3, 4}), 4);
      rows.write(1, FloatBuffer.wrap(new float[] {5}), 1);
      assertThat(rows.count()).isEqualTo(2);
    }
  }

  @Test
  void refusesARowBehindTheLast() throws IOException {
    try (RowFile rows = RowFile.open(folder.resolve("rows"), 1)) {
      rows.write(0, FloatBuffer.wrap(new float[] {1, 2}), 2);
      Rows mapped = rows.map(2);
      assertThatThrownBy(() -> row(mapped, 2)).hasMessageContaining("row 2 of 2");
    }
  }

  private static float[] row(Rows rows, int at) {
    float[] row = new float[rows.width()];
    rows.read(at, row, 0);
    return row;
  }
}
