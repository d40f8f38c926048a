package io.mapache.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final StringWriter said = new StringWriter();
  private final PrintWriter log = new PrintWriter(said, true);

  @Test
  void aLogGetsTheBeginningALineEveryTenSecondsAndTheEnd() {
    PlainLines lines = new PlainLines(log, "ingest", "files", 200, watch());
    for (int i = 1; i <= 200; i++) {
      now.addAndGet(SECOND / 8);
      lines.at(i, i > 150 ? "1 refused" : "");
    }
    lines.close();
    assertThat(said.toString().lines())
        .containsExactly(
            "ingest: 200 files",
            "ingest: 40 %, 80 of 200, 10 s",
            "ingest: 80 %, 160 of 200, 20 s, 1 refused",
            "ingest: 200 files in 25 s  1 refused");
    assertThat(said.toString()).doesNotContain("\r", "\u001B");
  }

  @Test
  void aTerminalsLineIsDrawnAtMostTenTimesASecondAndNeverWraps() {
    Bar bar = new Bar(log, 60, "ingest", "files", 1000, watch());
    for (int i = 1; i <= 1000; i++) {
      now.addAndGet(SECOND / 1000);
      bar.at(i, "a detail that is much too long for the width of this terminal");
    }
    String[] drawn = said.toString().split("\r\u001B\\[2K");
    assertThat(drawn).hasSizeBetween(10, 12);
    assertThat(drawn).allSatisfy(line -> assertThat(line.length()).isLessThan(60));
    bar.close();
    assertThat(said.toString()).endsWith(System.lineSeparator());
  }

  private Stopwatch watch() {
    return new Stopwatch(now::get);
  }
}
