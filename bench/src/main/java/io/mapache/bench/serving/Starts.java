package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;
import java.util.stream.DoubleStream;

/** From the start of the JVM to ready, with the full base loaded, verified and warm. */
final class Starts {

  private static final double SECOND = 1e3;

  private Starts() {}

  static void measure(Bed bed) throws IOException {
    bed.service();
    double[] seconds = new double[bed.scale().starts()];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = bed.restartService().startToReady().toMillis() / SECOND;
    }
    Sample sample = Sample.of(DoubleStream.of(seconds));
    Table table = new Table("start to ready, s", "median", "highest");
    table.row("mapache, %d starts".formatted(seconds.length), sample.median(), sample.highest());
    System.out.println(table);
  }
}
