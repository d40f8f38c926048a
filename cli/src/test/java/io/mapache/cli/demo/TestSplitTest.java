package io.mapache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mapache.cli.Settings;
import io.mapache.cli.http.Scripted;
import io.mapache.cli.http.Scripted.Reply;
import io.mapache.cli.predict.Predictor;
import io.mapache.cli.terminal.Progress;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSplitTest {

  @TempDir Path folder;

  private final Map<Digest, Path> files = new HashMap<>();

  @Test
  void countsWhatTheServiceAnsweredRightlyWronglyAndNotAtAll() throws IOException {
    List<ManifestEntry> entries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      entries.add(entry("image " + i));
      files.put(entries.get(i).digest(), Files.writeString(folder.resolve("" + i), "image " + i));
    }
    entries.add(entry("an image of another folder"));
    ServedAnswers answers =
        ask(
            entries,
            answer("cat", 3),
            answer("dog", 3),
            new Reply(422, "{\"reason\":\"corrupt\"}"),
            answer("cat", 4));
    assertThat(answers.requests()).isEqualTo(4);
    assertThat(answers.failed()).isEqualTo(1);
    assertThat(answers.missing()).isEqualTo(1);
    assertThat(answers.accuracy()).isEqualTo(new Accuracy(2, 4));
    assertThat(answers.byVersion()).isEqualTo(Map.of(3, 2, 4, 1));
    assertThat(answers.complete()).isFalse();
  }

  @Test
  void aBusyServiceIsAskedAgainAndThatIsNoFailure() throws IOException {
    ManifestEntry entry = entry("image");
    files.put(entry.digest(), Files.writeString(folder.resolve("image"), "image"));
    ServedAnswers answers = ask(List.of(entry), new Reply(429, ""), answer("cat", 1));
    assertThat(answers.retried()).isEqualTo(1);
    assertThat(answers.complete()).isTrue();
  }

  private ServedAnswers ask(List<ManifestEntry> entries, Reply... replies) {
    Iterator<Reply> next = List.of(replies).iterator();
    try (Scripted inference = new Scripted(request -> next(next))) {
      Map<String, String> environment =
          Map.of(
              "MAPACHE_HOME", folder.toString(),
              "MAPACHE_INFERENCE_PORT", String.valueOf(inference.port()));
      Predictor predictor = new Predictor(Settings.of(environment, ".", "0"));
      return new TestSplit(entries).ask(predictor, "pets", files, new Silence());
    }
  }

  /** Requests come from several threads. */
  private static Reply next(Iterator<Reply> replies) {
    synchronized (replies) {
      return replies.next();
    }
  }

  private static ManifestEntry entry(String content) {
    return new ManifestEntry(Digest.of(content), "cat", Split.TEST);
  }

  private static Reply answer(String label, int version) {
    return new Reply(
        200,
        "{\"label\":\"%s\",\"version\":%d,\"digest\":\"%s\"}"
            .formatted(label, version, Digest.of("bundle " + version)));
  }

  private static final class Silence implements Progress {
    @Override
    public void at(long done, String detail) {}

    @Override
    public void close() {}
  }
}
