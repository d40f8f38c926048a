package io.mapache.bench.serving;

import io.mapache.bench.Table;
import io.mapache.contracts.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Many models on one base against one model on it. */
final class ManyModels {

  private static final int SWAPS = 50;

  private ManyModels() {}

  static void measure(Bed bed) throws IOException {
    int count = bed.scale().models();
    Service service = bed.freshService();
    Target single = service.target(Bed.MODEL);
    Answers alone = bed.atSaturation(single);
    double one = service.residentMegabytes();

    String[] models =
        IntStream.range(0, count).mapToObj("model-%04d"::formatted).toArray(String[]::new);
    publish(bed, service, models);
    Turns turns =
        new Turns()
            .with("single", round -> bed.atSaturation(single))
            .with("mixed", round -> bed.atSaturation(service.target(models)))
            .take(bed.scale().rounds());
    double many = service.residentMegabytes();
    Sample swaps = swaps(bed, service, models[count / 2]);

    double singleRate = turns.median("single", Answers::perSecond);
    double mixedRate = turns.median("mixed", Answers::perSecond);
    Table table = new Table("models on one base", "1", "%,d".formatted(count), "ratio");
    table.row("resident MB", one, many, many / one);
    table.row("images/s, all traffic to one of them", alone.perSecond(), singleRate, "");
    table.row("images/s, mixed traffic", singleRate, mixedRate, mixedRate / singleRate);
    table.row("event to publish, p50 ms", "", swaps.median(), "");
    table.row("event to publish, p99 ms", "", swaps.percentile(99), "");
    System.out.println(table);
  }

  private static void publish(Bed bed, Service service, String... models) throws IOException {
    List<CompletionStage<?>> acknowledged = new ArrayList<>();
    for (int i = 0; i < models.length; i++) {
      Digest bundle = bed.publish(models[i], 1 + i % bed.scale().heads());
      acknowledged.add(bed.deployments().begin(models[i], bundle));
    }
    acknowledged.forEach(each -> each.toCompletableFuture().join());
    try (Connection connection = service.connection()) {
      for (String model : models) {
        service.awaitServing(connection, model, 1);
      }
    }
  }

  /** Milliseconds from when the event is handed to Kafka until the version answers. */
  private static Sample swaps(Bed bed, Service service, String model) throws IOException {
    double[] millis = new double[SWAPS];
    try (Connection connection = service.connection()) {
      for (int i = 0; i < SWAPS; i++) {
        Digest bundle = bed.publish(model, 1 + i % bed.scale().heads());
        long start = System.nanoTime();
        int version = bed.deployments().deploy(model, bundle);
        millis[i] = (service.awaitServing(connection, model, version) - start) / 1e6;
      }
    }
    return new Sample(millis);
  }
}
