package io.mapache.training.epochs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesAheadTest {

  private static final int[] ORDER = {4, 0, 3, 1, 2};

  @Test
  void showsPreparedExamplesInOrderTheLastBatchShort() throws IOException {
    List<String> seen = new ArrayList<>();
    BatchesAhead.forEach(
        numbers(),
        ORDER,
        2,
        (rows, first, n) -> {
          for (int i = 0; i < n; i++) {
            rows[i] += 10 * first;
          }
        },
        (rows, labels, n) -> {
          for (int i = 0; i < n; i++) {
            seen.add(labels[i] + ":" + (int) rows[i]);
          }
          seen.add("|");
        });
    assertThat(seen).containsExactly("4:4", "0:0", "|", "3:23", "1:21", "|", "2:42", "|");
  }

  @Test
  void tellsTheCallerWhatWentWrongAhead() {
    List<Integer> computed = new ArrayList<>();
    assertThatThrownBy(
            () ->
                BatchesAhead.forEach(
                    numbers(),
                    ORDER,
                    2,
                    (rows, first, n) -> {
                      if (first == 2) {
                        throw new IllegalStateException("unreadable");
                      }
                    },
                    (rows, labels, n) -> computed.add(n)))
        .hasMessage("unreadable");
    assertThat(computed).containsExactly(2);
  }

  /** Example i is the number i, with the label i. */
  private static Examples numbers() {
    Rows rows =
        new Rows() {
          @Override
          public int count() {
            return ORDER.length;
          }

          @Override
          public int width() {
            return 1;
          }

          @Override
          public void read(int row, float[] into, int offset) {
            into[offset] = row;
          }
        };
    return new Examples(rows, new int[] {0, 1, 2, 3, 4});
  }
}
