package io.mapache.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table, so that a run can be pasted into {@code docs/benchmarks}. */
public final class Table {

  private final List<String[]> rows = new ArrayList<>();

  public Table(String... header) {
    rows.add(header);
  }

  public void row(Object... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] =
          cells[i] instanceof Double number
              ? String.format(Locale.ROOT, "%.2f", number)
              : String.valueOf(cells[i]);
    }
    rows.add(row);
  }

  @Override
  public String toString() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(r)[i];
        String padding = " ".repeat(widths[i] - cell.length());
        text.append("| ").append(i == 0 ? cell + padding : padding + cell).append(' ');
      }
      text.append("|\n");
      if (r == 0) {
        for (int i = 0; i < columns; i++) {
          text.append(i == 0 ? "|" : "|").append("-".repeat(widths[i] + (i == 0 ? 2 : 1)));
          text.append(i == 0 ? "" : ":");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
