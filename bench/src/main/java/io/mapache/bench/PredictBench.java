package io.mapache.bench;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.BlobStore;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.models.Head;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.graph.HeadGraph;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The predict endpoint of a running stack against {@link BareLoop} with the same model, pictures
 * and ONNX Runtime threads: latency of one client, and throughput of many. The two take turns,
 * round by round, so that a busy moment of the machine meets both.
 */
final class PredictBench {

  private final Endpoint endpoint;
  private final List<byte[]> pictures;
  private final Path base;
  private final Head head;
  private final int threads;

  private PredictBench(
      Endpoint endpoint, List<byte[]> pictures, Path base, Head head, int threads) {
    this.endpoint = endpoint;
    this.pictures = pictures;
    this.base = base;
    this.head = head;
    this.threads = threads;
  }

  static void run(Options options) throws Exception {
    Endpoint endpoint =
        Endpoint.of(
            URI.create(options.text("url", "http://127.0.0.1:8083")), options.text("model", null));
    BlobStore blobs = new FolderBlobStore(options.path("blobs", Options.home().resolve("blobs")));
    Bundle bundle = Bundle.parse(blobs.read(BlobKind.BUNDLE, endpoint.bundle()).orElseThrow());
    PredictBench bench =
        new PredictBench(
            endpoint,
            Pictures.from(options.path("images", null), 64),
            blobs.file(BlobKind.BUNDLE, bundle.base()).orElseThrow(),
            HeadGraph.read(blobs.read(BlobKind.BUNDLE, bundle.head()).orElseThrow()),
            options.number("threads", Runtime.getRuntime().availableProcessors()));
    int rounds = options.number("rounds", 5);
    System.out.printf(
        "%s%nmodel %s, bundle %s, %d pictures, %d ONNX Runtime threads, %d rounds%n%n",
        Machine.described(),
        endpoint.model(),
        endpoint.bundle().substring(0, 12),
        bench.pictures.size(),
        bench.threads,
        rounds);
    bench.oneClient(rounds, options.number("requests", 60));
    bench.saturation(
        rounds,
        options.number("clients", 8),
        options.number("seconds", 6),
        options.number("batch", 8));
  }

  private void oneClient(int rounds, int requests) throws Exception {
    Sample bare = Sample.none();
    Sample served = Sample.none();
    try (BareLoop loop = new BareLoop(base, head, threads, 1)) {
      time(20, i -> loop.answer(pictures, i));
      time(20, i -> endpoint.predict(pictures.get(i % pictures.size())));
      for (int round = 0; round < rounds; round++) {
        bare = bare.and(time(requests, i -> loop.answer(pictures, i)));
        served =
            served.and(time(requests, i -> endpoint.predict(pictures.get(i % pictures.size()))));
      }
    }
    Table table = new Table("one client, ms", "p50", "p90", "p99");
    row(table, "bare loop", bare);
    row(table, "mapache", served);
    table.row(
        "difference",
        served.percentile(50) - bare.percentile(50),
        served.percentile(90) - bare.percentile(90),
        served.percentile(99) - bare.percentile(99));
    System.out.println(table);
  }

  private static void row(Table table, String name, Sample sample) {
    table.row(name, sample.percentile(50), sample.percentile(90), sample.percentile(99));
  }

  private void saturation(int rounds, int clients, int seconds, int batch) throws Exception {
    List<Double> single = new ArrayList<>();
    List<Double> batched = new ArrayList<>();
    List<Double> served = new ArrayList<>();
    try (BareLoop one = new BareLoop(base, head, threads, 1);
        BareLoop many = new BareLoop(base, head, threads, batch)) {
      for (int round = 0; round < rounds; round++) {
        single.add(bareThroughput(one, seconds));
        batched.add(bareThroughput(many, seconds));
        served.add(servedThroughput(clients, seconds));
      }
    }
    double best = Math.max(median(single), median(batched));
    Table table = new Table("saturation, images/s", "median", "of the better bare loop");
    table.row("bare loop, one by one", median(single), median(single) / best);
    table.row("bare loop, batches of " + batch, median(batched), median(batched) / best);
    table.row("mapache, " + clients + " clients", median(served), median(served) / best);
    System.out.println(table);
  }

  private double bareThroughput(BareLoop loop, int seconds) {
    long start = System.nanoTime();
    int answered = 0;
    while (System.nanoTime() - start < seconds * 1_000_000_000L) {
      loop.answer(pictures, answered);
      answered += loop.batch();
    }
    return answered / ((System.nanoTime() - start) / 1e9);
  }

  private double servedThroughput(int clients, int seconds) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      Callable<Integer> client =
          () -> {
            int answered = 0;
            while (System.nanoTime() - start < seconds * 1_000_000_000L) {
              endpoint.predict(pictures.get(next.getAndIncrement() % pictures.size()));
              answered++;
            }
            return answered;
          };
      int answered = 0;
      for (Future<Integer> done : pool.invokeAll(java.util.Collections.nCopies(clients, client))) {
        answered += done.get();
      }
      return answered / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdownNow();
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private interface Operation {
    void run(int i) throws Exception;
  }

  private static Sample time(int operations, Operation operation) throws Exception {
    double[] millis = new double[operations];
    for (int i = 0; i < operations; i++) {
      long start = System.nanoTime();
      operation.run(i);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return new Sample(millis);
  }
}
