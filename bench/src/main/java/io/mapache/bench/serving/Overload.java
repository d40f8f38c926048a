package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Three times as many requests as can be answered. */
final class Overload {

  private static final int TIMES = 3;
  private static final int CONNECTIONS = 256;
  private static final Duration LOOK = Duration.ofMillis(200);

  private Overload() {}

  static void measure(Bed bed) throws IOException {
    Service service = bed.service();
    Target target = service.target(Bed.MODEL);
    double saturation = bed.saturation();
    double before = service.residentMegabytes();
    double rate = TIMES * saturation;
    bed.served(target, Arrivals.poisson(rate, warmUp(bed, rate), 0), CONNECTIONS);
    Arrivals arrivals = Arrivals.poisson(rate, bed.scale().round().multipliedBy(2), 1);
    CompletableFuture<Answers> load =
        bed.generator().begin(new LoadGenerator.Order(target, arrivals, CONNECTIONS));
    double highest = before;
    while (!load.isDone()) {
      highest = Math.max(highest, service.residentMegabytes());
      LockSupport.parkNanos(LOOK.toNanos());
    }
    Answers answers = load.join();
    Sample answered = answers.latencies();
    Sample refused = answers.latencies(Answer.OVERLOADED);
    Table table = new Table("overload, %d times saturation".formatted(TIMES), "");
    table.row("answered a second", answers.perSecond());
    table.row("of saturation", answers.perSecond() / saturation);
    table.row("share of 429", (double) answers.count(Answer.OVERLOADED) / arrivals.count());
    table.row("neither answered nor 429", answers.failed());
    table.row("answer, p50 ms", answered.median());
    table.row("answer, p99 ms", answered.percentile(99));
    table.row("429, p50 ms", refused.median());
    table.row("429, p99 ms", refused.percentile(99));
    table.row("resident before, MB", before);
    table.row("resident, highest, MB", highest);
    System.out.println(table);
  }

  /** Nobody has been refused before: that the JVM compiles, too. */
  private static Duration warmUp(Bed bed, double rate) {
    return Duration.ofMillis(Math.round(1_000 * bed.scale().warmUp() / rate));
  }
}
