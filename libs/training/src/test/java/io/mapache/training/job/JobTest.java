package io.mapache.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mapache.blobs.BlobKind;
import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.imaging.Decoded;
import io.mapache.imaging.ImageDecoder;
import io.mapache.imaging.Resize;
import io.mapache.models.bundle.Bundle;
import io.mapache.models.bundle.Golden;
import io.mapache.models.bundle.GoldenCheck;
import io.mapache.models.session.BaseSession;
import io.mapache.training.ImageNet;
import io.mapache.training.TinyDataset;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole trainings, with the real base, on forty small pictures. */
class JobTest {

  @TempDir static Path root;

  private static JobHarness jobs;
  private static TinyDataset dataset;
  private static Digest manifest;
  private static JobHarness.Ran first;
  private static JobResult uninterrupted;

  @BeforeAll
  static void trainOnce() throws IOException {
    jobs = new JobHarness(root);
    ImageNet.provide(jobs.home());
    dataset = jobs.dataset();
    manifest = dataset.manifest();
    first = jobs.run(jobs.spec("uninterrupted", manifest));
    assertThat(first.exit()).as(first.sentence()).isEqualTo(JobExit.DONE);
    uninterrupted = jobs.result("uninterrupted");
  }

  @Test
  void givesAFrozenAndAFineTunedCandidateThatHaveLearntSomething() {
    assertThat(uninterrupted.classes()).isEqualTo(TinyDataset.CLASSES);
    assertThat(uninterrupted.candidates())
        .extracting(Candidate::kind)
        .containsExactly(Candidate.FROZEN, Candidate.FINE_TUNED);
    for (Candidate candidate : uninterrupted.candidates()) {
      assertThat(candidate.validation().images()).isEqualTo(8);
      assertThat(candidate.test().images()).isEqualTo(8);
      assertThat(candidate.test().accuracy()).isGreaterThanOrEqualTo(0.75);
      assertThat(candidate.test().temperature()).isEqualTo(candidate.validation().temperature());
    }
    assertThat(uninterrupted.comparison()).isNull();
  }

  @Test
  void proposesTheCandidateWithTheLowestValidationLogLoss() {
    double best = uninterrupted.best().validation().logLoss();
    assertThat(uninterrupted.candidates())
        .allSatisfy(c -> assertThat(c.validation().logLoss()).isGreaterThanOrEqualTo(best));
  }

  @Test
  void tellsEveryPhaseInOrderAndTheSecondsOfEveryStage() {
    assertThat(first.phases())
        .containsExactly(
            "weights", "features", "head", "export", "prefix", "fine-tune", "evaluate");
    assertThat(first.of("head")).filteredOn(line -> line.valLoss() != null).hasSize(8);
    assertThat(first.of("fine-tune")).filteredOn(line -> line.valLoss() != null).hasSize(2);
    assertThat(first.of("features"))
        .filteredOn(line -> line.done() == 40)
        .singleElement()
        .satisfies(last -> assertThat(last.imagesPerSecond()).isPositive());
    assertThat(uninterrupted.seconds().keySet())
        .containsExactly(
            "weights",
            "features",
            "head",
            "evaluate",
            "export",
            "prefix",
            "fine-tune",
            "store",
            "report");
  }

  @Test
  void leavesAReportWithActivationMapsBesideTheBundles() throws IOException {
    String page = new String(blob(uninterrupted.report().hex()), StandardCharsets.UTF_8);
    assertThat(page).contains("Fine-tuning").contains("its activation map for");
  }

  @Test
  void aReportThatCannotBeMadeCostsNoTraining() throws IOException {
    // Its features are known, so nobody but the report looks for the first training picture.
    Digest image = Snapshot.read(dataset.blobs(), manifest).samples(Split.TRAIN).get(0).image();
    Path picture = dataset.blobs().file(BlobKind.IMAGE, image.hex()).orElseThrow();
    Path away = Files.move(picture, root.resolve("away"));
    JobSpec spec = jobs.spec("lost-picture", manifest, JobHarness.frozenOnly(), null);
    JobHarness.Ran ran = jobs.run(spec);
    Files.move(away, picture);
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    assertThat(jobs.result("lost-picture").report()).isNull();
  }

  @Test
  void publishesBundlesThatAnswerTheirGoldenPictures() throws IOException {
    for (Candidate candidate : uninterrupted.candidates()) {
      Bundle bundle = Bundle.parse(blob(candidate.bundle().hex()));
      assertThat(bundle.candidate()).isEqualTo(candidate.kind());
      assertThat(bundle.classes()).isEqualTo(TinyDataset.CLASSES);
      assertThat(bundle.manifest()).isEqualTo(manifest.hex());
      assertThat(bundle.signature().imageSize()).isEqualTo(71);
      assertThat(bundle.temperature()).isEqualTo(candidate.validation().temperature());
      Golden golden = Golden.parse(blob(bundle.golden()));
      assertThat(golden.examples()).hasSize(8);
      Served served = Served.read(dataset.blobs(), candidate.bundle());
      try (BaseSession base = BaseSession.load(served.base().path(), 2)) {
        GoldenCheck check = GoldenCheck.run(golden, JobTest::pixels, base, served.head());
        assertThat(check.passed()).as(check.toString()).isTrue();
      }
    }
  }

  private static float[] pixels(byte[] png) {
    return Resize.bilinear(((Decoded.Image) new ImageDecoder().decode(png)).picture(), 71);
  }

  private static byte[] blob(String digest) throws IOException {
    return dataset.blobs().read(BlobKind.BUNDLE, digest).orElseThrow();
  }

  @Test
  void theFrozenCandidateStandsOnTheBaseAsItIsAndTheFineTunedOneOnItsOwn() throws IOException {
    Bundle frozen = Bundle.parse(blob(uninterrupted.candidates().get(0).bundle().hex()));
    Bundle tuned = Bundle.parse(blob(uninterrupted.candidates().get(1).bundle().hex()));
    assertThat(frozen.weights())
        .isEqualTo("dd8fa9fc31ba124382395512a133fe425aa5c6667b16e5832bb79910d1b77829");
    assertThat(tuned.weights()).isNotEqualTo(frozen.weights());
    assertThat(tuned.base()).isNotEqualTo(frozen.base());
  }

  @Test
  void aHeadOnTheTunedBaseFindsAllFeaturesThere() throws IOException {
    Candidate tuned = uninterrupted.candidates().get(1);
    assertThat(uninterrupted.best()).isEqualTo(tuned);
    String weights = Bundle.parse(blob(tuned.bundle().hex())).weights();
    JobSpec plain = jobs.spec("on-tuned", manifest, JobHarness.frozenOnly(), tuned.bundle());

    JobHarness.Ran ran = jobs.run(JobHarness.onBase(plain, weights, tuned.bundle()));

    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    assertThat(ran.phases()).doesNotContain("features", "evaluate");
    Candidate candidate = jobs.result("on-tuned").best();
    assertThat(candidate.base()).isEqualTo(tuned.base());
    Bundle bundle = Bundle.parse(blob(candidate.bundle().hex()));
    assertThat(bundle.parent()).isEqualTo(tuned.bundle().hex());
    assertThat(bundle.weights()).isEqualTo(weights);
  }

  @Test
  void leavesNothingLargeInItsWorkFolder() throws IOException {
    try (var files = Files.walk(jobs.work("uninterrupted"))) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(200_000));
    }
  }

  @Test
  void isDoneAtOnceIfTheResultIsThere() throws IOException {
    JobHarness.Ran again = jobs.run(jobs.spec("uninterrupted", manifest));
    assertThat(again.exit()).isEqualTo(JobExit.DONE);
    assertThat(again.lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefix", "fine-tune 1", "fine-tune 2"})
  void goesOnWhereItWasCancelledAndEndsWithTheSameResult(String where) throws IOException {
    String name = "cancelled-at-" + where.replace(' ', '-');
    JobSpec spec = jobs.spec(name, manifest);
    JobHarness.Ran cut = jobs.run(spec, at(where));
    assertThat(cut.exit()).isEqualTo(JobExit.CANCELLED);
    assertThat(cut.sentence()).isEqualTo("cancelled by the test");
    JobHarness.Ran rest = jobs.run(spec);
    assertThat(rest.exit()).as(rest.sentence()).isEqualTo(JobExit.DONE);
    assertThat(rest.phases()).doesNotContain("features");
    if (where.equals("fine-tune 1")) {
      assertThat(rest.phases()).doesNotContain("head");
      assertThat(rest.of("fine-tune"))
          .filteredOn(line -> line.valLoss() != null)
          .extracting(JobProgress::epoch)
          .containsExactly(2);
    }
    assertSameResult(jobs.result(name));
  }

  @Test
  void keepsTheBestEpochWhenTheOnesBehindItAreWorse() throws IOException {
    // Validation contradicts training: the more is learnt, the worse.
    Digest contrary =
        new TinyDataset(jobs.blobs())
            .add(Split.TRAIN, 0, 12)
            .addMislabelled(Split.VALIDATION, 12, 16)
            .manifest();
    JobHarness.Ran ran = jobs.run(jobs.spec("contrary", contrary));
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    List<JobProgress> epochs =
        ran.of("fine-tune").stream().filter(line -> line.valLoss() != null).toList();
    assertThat(epochs.get(0).valLoss()).isLessThan(epochs.get(1).valLoss());
    Candidate candidate = jobs.result("contrary").candidates().get(1);
    assertThat(candidate.epoch()).isEqualTo(1);
    // What is published answers as the first epoch did, not as the last.
    assertThat(candidate.validation().logLoss()).isCloseTo(epochs.get(0).valLoss(), within(1e-5));
    assertThat(candidate.test().images()).isZero();
  }

  /** A phase, at its first line, or an epoch of it, at its end. */
  private static Predicate<JobProgress> at(String where) {
    String[] parts = where.split(" ", 2);
    return line ->
        line.phase().equals(parts[0])
            && (parts.length == 1
                || line.valLoss() != null && line.epoch() == Integer.parseInt(parts[1]));
  }

  private static void assertSameResult(JobResult result) {
    assertThat(result.candidates()).hasSameSizeAs(uninterrupted.candidates());
    for (int i = 0; i < result.candidates().size(); i++) {
      Candidate candidate = result.candidates().get(i);
      Candidate expected = uninterrupted.candidates().get(i);
      assertThat(candidate)
          .usingRecursiveComparison()
          .ignoringFields("bundle") // which says when it was made
          .isEqualTo(expected);
    }
    assertThat(result.proposed()).isEqualTo(uninterrupted.proposed());
  }

  @Test
  void computesFeaturesOfNewImagesAlone() throws IOException {
    TinyDataset grown = jobs.dataset().add(Split.TRAIN, 100, 102);
    JobHarness.Ran ran =
        jobs.run(jobs.spec("grown", grown.manifest(), JobHarness.frozenOnly(), null));
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    JobProgress last = ran.of("features").get(ran.of("features").size() - 1);
    assertThat(last.done()).isEqualTo(44);
    assertThat(ran.of("features")).filteredOn(line -> line.done() == 0).hasSize(1);
    assertThat(ran.of("features")).noneMatch(line -> line.done() > 0 && line.done() < 40);
    assertThat(jobs.result("grown").candidates()).hasSize(1);
  }

  @Test
  void comparesWithTheChampionOnImagesThatItDidNotLearnFrom() throws IOException {
    // The champion learnt from four images that are test images now.
    Digest champion = uninterrupted.candidates().get(1).bundle();
    TinyDataset moved =
        new TinyDataset(jobs.blobs())
            .add(Split.TRAIN, 4, 12)
            .add(Split.TRAIN, 40, 42)
            .add(Split.VALIDATION, 12, 16)
            .add(Split.TEST, 16, 20)
            .add(Split.TEST, 0, 2);
    JobSpec spec = jobs.spec("challenger", moved.manifest(), JobHarness.frozenOnly(), champion);
    JobHarness.Ran ran = jobs.run(spec);
    assertThat(ran.exit()).as(ran.sentence()).isEqualTo(JobExit.DONE);
    JobResult result = jobs.result("challenger");
    Comparison comparison = result.comparison();
    assertThat(result.best().test().images()).isEqualTo(12);
    assertThat(comparison.images()).isEqualTo(8);
    assertThat(comparison.championAccuracy())
        .isEqualTo(uninterrupted.candidates().get(1).test().accuracy());
    assertThat(comparison.championLogLoss())
        .isEqualTo(uninterrupted.candidates().get(1).test().logLoss());
    assertThat(Bundle.parse(blob(result.best().bundle().hex())).champion())
        .isEqualTo(champion.hex());
  }

  @Test
  void refusesTheWorkFolderOfAnotherTraining() throws IOException {
    JobSpec cut = jobs.spec("taken", manifest);
    jobs.run(cut, at("head"));
    JobHarness.Ran other = jobs.run(jobs.spec("taken", manifest, JobHarness.frozenOnly(), null));
    assertThat(other.exit()).isEqualTo(JobExit.BAD_INPUT);
    assertThat(other.sentence()).contains("with another recipe").contains("folder of its own");
  }
}
