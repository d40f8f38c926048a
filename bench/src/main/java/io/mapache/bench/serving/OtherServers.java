package io.mapache.bench.serving;

import io.mapache.bench.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The same model behind other servers, all of them up, under the same load in turns. */
final class OtherServers {

  private static final int ROUNDS = 2;
  private static final String BARE = "bare loop";

  private final Bed bed;
  private final Map<String, Running> servers = new LinkedHashMap<>();
  private final List<String> absent = new ArrayList<>();

  private OtherServers(Bed bed) {
    this.bed = bed;
  }

  static void measure(Bed bed) throws IOException, InterruptedException {
    OtherServers others = new OtherServers(bed);
    try {
      others.start();
      others.compare();
    } finally {
      others.servers.values().forEach(server -> server.process().close());
    }
  }

  /** What cannot be installed or run here is told below the table. */
  private void start() throws IOException, InterruptedException {
    try {
      PythonServer.install();
    } catch (IOException e) {
      absent.add("other servers: " + e.getMessage());
      return;
    }
    Path model = bed.joined();
    for (PythonServer server : PythonServer.values()) {
      String name = server.toString();
      try {
        servers.put(name, server.start(bed.place(), model, bed.threads()));
      } catch (IOException e) {
        absent.add(name + ": " + e.getMessage());
      }
    }
  }

  private void compare() throws IOException {
    Running mapache = bed.service().running();
    Map<String, Running> all = new LinkedHashMap<>(Map.of("mapache", mapache));
    all.putAll(servers);
    for (Running each : servers.values()) {
      bed.warm(each.target());
    }
    bed.warmBareLoop();
    Arrivals paced = Arrivals.every(OneClient.GAP, bed.scale().round());
    Turns one = turns(all, round -> bed.bare(paced, 1), (to, round) -> bed.served(to, paced, 1));
    Turns poisson =
        turns(
            all,
            round -> bed.bare(bed.halfLoad(round), 1),
            (to, round) -> bed.served(to, bed.halfLoad(round)));
    Turns saturation =
        turns(
            all,
            round -> bed.bare(Arrivals.backlog(bed.scale().backlog()), 1),
            (to, round) -> bed.atSaturation(to));

    Table table =
        new Table(
            "server",
            "one client p50 ms",
            "p99 ms",
            "Poisson p50 ms",
            "p99 ms",
            "saturation images/s",
            "not answered",
            "resident MB",
            "labels as mapache");
    List<String> expected = labels(mapache.target());
    table.row(row(BARE, one, poisson, saturation, "", ""));
    for (Map.Entry<String, Running> each : all.entrySet()) {
      Running server = each.getValue();
      double resident = server.process().residentMegabytes();
      String agreement = agreement(expected, labels(server.target()));
      table.row(row(each.getKey(), one, poisson, saturation, resident, agreement));
    }
    System.out.println(table);
    absent.forEach(System.out::println);
  }

  private static Turns turns(Map<String, Running> servers, Turns.Run bare, Contest contest)
      throws IOException {
    Turns turns = new Turns().with(BARE, bare);
    servers.forEach(
        (name, server) -> turns.with(name, round -> contest.round(server.target(), round)));
    return turns.take(ROUNDS);
  }

  private interface Contest {
    Answers round(Target target, int round) throws IOException;
  }

  private static Object[] row(
      String name, Turns one, Turns poisson, Turns saturation, Object resident, Object labels) {
    Sample calm = one.of(name).latencies();
    Sample busy = poisson.of(name).latencies();
    Answers all = one.of(name).and(poisson.of(name)).and(saturation.of(name));
    return new Object[] {
      name,
      calm.median(),
      calm.percentile(99),
      busy.median(),
      busy.percentile(99),
      saturation.median(name, Answers::perSecond),
      all.all().size() - all.count(Answer.OK),
      resident,
      labels
    };
  }

  /** What a server says to each picture. */
  private List<String> labels(Target target) throws IOException {
    List<String> labels = new ArrayList<>();
    try (Connection connection = new Connection(target.service(), Client.PATIENCE)) {
      for (byte[] picture : bed.pictures()) {
        String path = target.paths().get(0) + "?top=1"; // mapache tells all classes otherwise
        String said = connection.post(path, target.form().of(picture)).text();
        labels.add(
            Bundles.CLASSES.stream()
                .filter(label -> said.contains("\"" + label + "\""))
                .findFirst()
                .orElse(said));
      }
    }
    return labels;
  }

  private static String agreement(List<String> expected, List<String> labels) {
    long same =
        IntStream.range(0, labels.size())
            .filter(i -> labels.get(i).equals(expected.get(i)))
            .count();
    return same + " of " + labels.size();
  }
}
