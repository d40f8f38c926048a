package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;

/** Three times as many requests as can be answered. */
final class Overload {

  private static final int TIMES = 3;
  private static final int CONNECTIONS = 256;

  private Overload() {}

  static void measure(Bed bed) throws IOException {
    Service service = bed.service();
    Target target = service.target(Bed.MODEL);
    double saturation = bed.saturation();
    double before = service.residentMegabytes();
    double rate = TIMES * saturation;
    service.forgetPeak();
    warm(bed, target, rate);
    Arrivals arrivals = arrivals(bed, rate, 0);
    Answers answers = bed.served(target, arrivals, CONNECTIONS);
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
    table.row("resident, highest, MB", service.peakMegabytes());
    System.out.println(table);
  }

  /**
   * Until as many are refused as are answered before anything else is measured: nobody has been
   * refused before, and what the JVM compiles for it costs an eighth of a core in the first rounds.
   */
  private static void warm(Bed bed, Target target, double rate) throws IOException {
    int refused = 0;
    for (int round = 1; refused < bed.scale().warmUp(); round++) {
      Answers answers = bed.served(target, arrivals(bed, rate, round), CONNECTIONS);
      if (answers.count(Answer.OVERLOADED) == 0) {
        throw new IOException("nothing is refused at %.0f images/s".formatted(rate));
      }
      refused += answers.count(Answer.OVERLOADED);
    }
  }

  private static Arrivals arrivals(Bed bed, double rate, int round) {
    return Arrivals.poisson(rate, bed.scale().round().multipliedBy(2), round);
  }
}
