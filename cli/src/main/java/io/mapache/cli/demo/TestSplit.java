package io.mapache.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Unanswered;
import io.mapache.cli.predict.Predictor;
import io.mapache.cli.terminal.Crew;
import io.mapache.cli.terminal.Progress;
import io.mapache.cli.training.Result;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import io.mapache.contracts.manifest.ManifestReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The test images of a snapshot, asked about one by one over HTTP, as any client would. */
final class TestSplit {

  private static final int AT_A_TIME = 4;

  private final List<ManifestEntry> entries;

  TestSplit(List<ManifestEntry> entries) {
    this.entries = entries;
  }

  static TestSplit ofManifest(byte[] manifest) {
    try (ManifestReader reader = new ManifestReader(new ByteArrayInputStream(manifest))) {
      return new TestSplit(reader.entries().filter(entry -> entry.split() == Split.TEST).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return entries.size();
  }

  /**
   * Blocks until all are answered, or failed.
   *
   * @param files where the images are
   */
  ServedAnswers ask(Predictor predictor, String model, Map<Digest, Path> files, Progress progress) {
    List<ManifestEntry> here =
        entries.stream().filter(entry -> files.containsKey(entry.digest())).toList();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger right = new AtomicInteger();
    List<Asked> all =
        Crew.of(AT_A_TIME)
            .map(
                here,
                entry -> {
                  Asked asked = ask(predictor, model, entry, files.get(entry.digest()));
                  int hits = asked.right() ? right.incrementAndGet() : right.get();
                  int n = done.incrementAndGet();
                  progress.at(n, Result.decimals((double) hits / n) + " right");
                  return asked;
                });
    return sum(all, entries.size() - here.size());
  }

  /** Version and digest are null if it failed. */
  private record Asked(boolean right, Integer version, String digest, boolean again) {}

  private static Asked ask(Predictor predictor, String model, ManifestEntry entry, Path file) {
    try {
      Answer answer = predictor.predict(model, file, Patience.A_MINUTE);
      if (!answer.isOk()) {
        return new Asked(false, null, null, false);
      }
      JsonNode body = answer.json();
      return new Asked(
          body.path("label").asText().equals(entry.label()),
          body.path("version").asInt(),
          body.path("digest").asText(),
          answer.tries() > 1);
    } catch (Unanswered e) {
      return new Asked(false, null, null, false);
    }
  }

  private static ServedAnswers sum(List<Asked> all, int missing) {
    Map<Integer, Integer> byVersion = new TreeMap<>();
    all.stream()
        .map(Asked::version)
        .filter(Objects::nonNull)
        .forEach(version -> byVersion.merge(version, 1, Integer::sum));
    int right = (int) all.stream().filter(Asked::right).count();
    int failed = (int) all.stream().filter(asked -> asked.version() == null).count();
    int again = (int) all.stream().filter(Asked::again).count();
    Asked last =
        all.stream()
            .filter(asked -> asked.version() != null)
            .reduce((a, b) -> b)
            .orElse(new Asked(false, null, null, false));
    return new ServedAnswers(
        all.size(),
        failed,
        again,
        new Accuracy(right, all.size()),
        last.version(),
        last.digest(),
        byVersion,
        missing);
  }
}
