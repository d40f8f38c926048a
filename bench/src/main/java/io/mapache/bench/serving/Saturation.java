package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;

/** How many images are answered a second when more are always waiting. */
final class Saturation {

  private static final int BATCH = 8;

  private Saturation() {}

  static void measure(Bed bed) throws IOException {
    Target target = bed.service().target(Bed.MODEL);
    bed.warmBareLoop();
    Arrivals backlog = Arrivals.backlog(bed.scale().backlog());
    Turns turns =
        new Turns()
            .with("bare loop, one by one", round -> bed.bare(backlog, 1))
            .with("bare loop, batches of " + BATCH, round -> bed.bare(backlog, BATCH))
            .with("mapache", round -> bed.served(target, backlog, Bed.SATURATING))
            .take(bed.scale().rounds());
    double one = turns.median("bare loop, one by one", Answers::perSecond);
    double many = turns.median("bare loop, batches of " + BATCH, Answers::perSecond);
    double served = turns.median("mapache", Answers::perSecond);
    double best = Math.max(one, many);
    Table table = new Table("saturation, images/s", "median", "of the better bare loop");
    table.row("bare loop, one by one", one, one / best);
    table.row("bare loop, batches of " + BATCH, many, many / best);
    table.row("mapache, %d under way".formatted(Bed.SATURATING), served, served / best);
    System.out.println(table);
    bed.saturation(served);
  }
}
