package io.mapache.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.manifest.ManifestHeader;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.models.Head;
import io.mapache.models.Measure;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Novelty;
import io.mapache.models.bundle.Signature;
import io.mapache.training.Recipes;
import io.mapache.training.TinyDataset;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.evaluation.Evaluator;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.images.Pictures;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A head alone, on a few pictures: no network is needed to write about one. */
class ReportTest {

  /** A label that would be markup if it were not text. */
  private static final String HOSTILE = "<img src=x onerror=alert(1)>&\"'</script>";

  @TempDir static Path root;

  private static String page;
  private static String words;

  @BeforeAll
  static void write() throws IOException {
    TinyDataset dataset = new TinyDataset(root.resolve("blobs"));
    dataset.add(Split.TRAIN, 0, 6).add(Split.VALIDATION, 6, 8).add(Split.TEST, 8, 12);
    page =
        report(
            dataset,
            Recipes.with(Recipe.DEFAULT.frozenOnly(), "seed", 7),
            List.of("dots", "stripes"));
    words = page.substring(0, page.indexOf("<script"));
  }

  private static String report(TinyDataset dataset, Recipe recipe, List<String> names)
      throws IOException {
    Snapshot snapshot = Snapshot.read(dataset.blobs(), dataset.manifest());
    List<Sample> test = snapshot.samples(Split.TEST);
    float[] logits = new float[test.size()];
    for (int i = 0; i < logits.length; i++) {
      boolean wrong = i == 0;
      logits[i] = (test.get(i).label() == 1) == !wrong ? 3 : -3;
    }
    Answers answers = new Answers(2, logits, Snapshot.labels(test));
    Evaluator evaluator = new Evaluator(names, snapshot.counts(Split.TRAIN));
    Digest digest = Digest.of("x");
    Candidate candidate =
        new Candidate(
            Candidate.FROZEN,
            digest,
            digest,
            digest,
            2,
            evaluator.evaluate(answers, 2),
            evaluator.evaluate(answers, 2),
            null);
    Bundle bundle =
        new Bundle(
            "shapes",
            Bundle.FROZEN,
            "t1",
            Instant.EPOCH,
            names,
            Signature.classifier(150, 2),
            digest.hex(),
            digest.hex(),
            digest.hex(),
            digest.hex(),
            digest.hex(),
            null,
            null,
            null,
            null,
            2,
            new Novelty(digest.hex(), Collections.nCopies(101, 1.0), Measure.DIRECTION),
            "1.2.3");
    JobSpec spec =
        new JobSpec(
            "t1",
            HOSTILE,
            "shapes",
            snapshot.manifest(),
            recipe,
            JobSpec.IMAGENET,
            null,
            digest,
            Map.of(),
            null,
            "blobs",
            "work",
            "home",
            false);
    Comparison comparison = new Comparison(5, 0.6, 0.8, 0.5, 0.4, 0, 1, 1, List.of(), 3, 2 / 3.0);
    Run run =
        new Run(
            spec,
            snapshot,
            new ManifestHeader(
                "shapes", DatasetDefinition.DEFAULT, Map.of(0, 41L), names, Map.of(), 1),
            List.of(candidate),
            new Run.Proposed(
                candidate,
                bundle,
                new BaseFile(Path.of("none"), digest),
                Head.fresh(2, 1),
                answers),
            comparison,
            List.of(
                new Run.Learning(
                    "Head",
                    2,
                    List.of(
                        new EpochScore(1, 0.7, 0.5, 0.6, 0.625),
                        new EpochScore(2, 0.4, 0.9, 0.3, 0.875)))),
            null,
            Map.of("head", 1.5),
            2,
            Instant.parse("2026-05-01T10:00:00Z"));
    return new String(
        new Report().html(run, new Pictures(dataset.blobs())), StandardCharsets.UTF_8);
  }

  @Test
  void needsNothingButItself() {
    assertThat(page).contains("content=\"default-src 'none'; img-src data:;");
    assertThat(values("(?:src|href|action|data)=\"([^\"]*)\"", words))
        .isNotEmpty()
        .allMatch(value -> value.startsWith("data:image/jpeg;base64,"));
    assertThat(words).doesNotContain("url(").doesNotContain("@import").doesNotContain("<link");
    assertThat(page.length()).isLessThan(4_000_000);
  }

  @Test
  void whatOthersHaveWrittenIsTextAndNoMarkup() {
    assertThat(words).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img src=x");
    assertThat(page.split("</script>", -1)).as("data, ECharts, ours").hasSize(4);
  }

  @Test
  void saysHowGoodItIsAndAgainstWhat() {
    assertThat(text())
        .contains("87.5 % accuracy on 8 test images")
        .contains("A new head on the base as it is")
        .contains("Log loss 0.5000 0.4000")
        .contains("Accuracy on 3 images of new classes does not know them 66.7 %")
        .contains("Exact McNemar: p = 1.0000");
  }

  @Test
  void showsThePicturesThatItSpeaksOf() {
    assertThat(values("alt=\"(training image) of", words)).hasSize(9);
    assertThat(values("alt=\"(augmented training image)\"", words)).hasSize(9);
    assertThat(values("alt=\"(test image) of", words)).as("one mistake").hasSize(1);
    assertThat(text()).contains("activation maps");
  }

  /** 3 divided by the temperature 2 is a probability of 0.8176. */
  @Test
  void itsProbabilitiesAreCalibrated() {
    assertThat(text()).contains("81.8 % is ");
  }

  @Test
  void marksWhatDiffersFromTheDefault() {
    assertThat(text()).contains("seed 7 default 1").contains("fineTune.from none default block13");
    assertThat(text()).contains("batchSize 32 ").doesNotContain("batchSize 32 default");
  }

  @Test
  void tracesTheRunBackToItsImages() {
    assertThat(text())
        .contains("mapache.images 0@41")
        .contains("12 train, 4 validation, 8 test")
        .contains("Code 1.2.3")
        .contains("Threads 2");
  }

  @Test
  void givesTheChartsTheirNumbers() throws IOException {
    Matcher data = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(data.find()).isTrue();
    JsonNode charts = Json.mapper().readTree(data.group(1));
    assertThat(charts.at("/phases/0/kept").asInt()).isEqualTo(2);
    assertThat(charts.at("/phases/0/epochs/1/valLoss").asDouble()).isEqualTo(0.3);
    assertThat(charts.at("/after/0/images").asInt()).isEqualTo(8);
    assertThat(charts.at("/before/0/confidence").asDouble())
        .isGreaterThan(charts.at("/after/0/confidence").asDouble());
  }

  @Test
  void ofManyClassesTheMixUpsAreListed() {
    List<String> many = IntStream.range(0, 40).mapToObj(c -> "class " + c).toList();
    float[] logits = new float[3 * 40];
    logits[7] = 1;
    logits[40 + 7] = 1;
    logits[80 + 5] = 1;
    Confusions confusions = Confusions.of(many, new Answers(40, logits, new int[] {3, 3, 5}));
    assertThat(confusions.rows()).isEmpty();
    assertThat(confusions.pairs())
        .containsExactly(new Confusions.Pair("class 3", "class 7", 2, 100));
  }

  private static List<String> values(String pattern, String in) {
    return Pattern.compile(pattern).matcher(in).results().map(match -> match.group(1)).toList();
  }

  private static String text() {
    return words
        .replaceAll("<style>[^<]*</style>", "")
        .replaceAll("<[^>]*>", " ")
        .replaceAll("\\s+", " ");
  }
}
