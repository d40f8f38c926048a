package io.mapache.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
    Table table = new Table("NAME", "IMAGES", "NEXT");
    table.row("cats", 600, "soon");
    table.row("elephants", null, "when every class has 20");
    assertThat(table.lines())
        .containsExactly(
            "NAME       IMAGES  NEXT",
            "cats          600  soon",
            "elephants       -  when every class has 20");
  }
}
