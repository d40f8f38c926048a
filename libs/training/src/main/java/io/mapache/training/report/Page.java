package io.mapache.training.report;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.Evaluation.ClassScore;
import io.mapache.contracts.training.Recipe.Workflow;
import io.mapache.training.augment.Variants;
import io.mapache.training.evaluation.Calibration;
import io.mapache.training.head.FrozenCost;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words and numbers of a report, as its template asks for them: texts are ready to be read. */
final class Page {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** More classes are folded away, all but those that fare worst. */
  private static final int CLASSES_IN_SIGHT = 30;

  private static final int WORST = 15;

  private final Run run;
  private final Candidate proposed;

  Page(Run run) {
    this.run = run;
    this.proposed = run.proposed().candidate();
  }

  /** A name and what it says. */
  record Entry(String name, String value) {}

  /** A candidate beside the others. */
  record Contender(
      String kind,
      boolean proposed,
      int epoch,
      String validationLoss,
      String validationAccuracy,
      String accuracy,
      String interval,
      String macroF1,
      String audit) {}

  /** A number beside another. */
  record Versus(String name, String champion, String candidate) {}

  /** A class in numbers; recall also in percent, for its bar. */
  record ClassRow(
      String label,
      int train,
      int validation,
      int test,
      String precision,
      String recall,
      long recallPercent,
      String f1) {}

  /** What a phase went through, epoch by epoch. */
  record PhaseTable(String name, List<EpochRow> rows) {}

  /** An epoch in numbers. */
  record EpochRow(
      int epoch,
      boolean kept,
      String loss,
      String accuracy,
      String validationLoss,
      String validationAccuracy) {}

  /** A stage and its share of all seconds. */
  record Stage(String name, String seconds, long percent) {}

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    Evaluation test = proposed.test();
    values.put("model", run.spec().model());
    values.put("dataset", run.spec().dataset());
    values.put("training", run.spec().training());
    values.put("date", DATE.format(run.at()));
    values.put("accuracy", percent(test.accuracy()));
    values.put("low", percent(test.accuracyLow()));
    values.put("high", percent(test.accuracyHigh()));
    values.put("testImages", test.images());
    values.put("verdict", verdict());
    values.put("numbers", numbers(test));
    values.put("contenders", run.candidates().stream().map(this::contender).toList());
    values.put("audited", run.candidates().stream().anyMatch(one -> one.audit() != null));
    values.put("comparison", comparison());
    values.put("comparisonNote", comparisonNote());
    values.put("kind", proposed.kind());
    values.put("phases", run.phases().stream().map(Page::phase).toList());
    values.put("confusions", Confusions.of(run.snapshot().classes(), run.proposed().test()));
    List<ClassRow> classes = classes();
    boolean many = classes.size() > CLASSES_IN_SIGHT;
    values.put("classCount", classes.size());
    values.put("worstClasses", many ? worst(classes) : List.of());
    values.put("classes", classes);
    values.put("temperature", decimals(run.proposed().bundle().temperature()));
    values.put("errorBefore", decimals(Calibration.error(run.proposed().test(), 1)));
    values.put("errorAfter", decimals(test.calibrationError()));
    values.put("settings", Settings.of(run.spec().recipe()));
    values.put("workflow", workflow());
    values.put("stages", stages());
    values.put("lineage", lineage());
    return values;
  }

  /** What the charts draw. */
  byte[] charts() {
    Map<String, Object> charts = new LinkedHashMap<>();
    charts.put("phases", run.phases());
    charts.put("before", Calibration.bins(run.proposed().test(), 1));
    charts.put(
        "after", Calibration.bins(run.proposed().test(), run.proposed().bundle().temperature()));
    return Json.bytes(charts);
  }

  private String verdict() {
    if (run.candidates().size() == 1) {
      return "A new head on the base as it is: the only candidate, so the one that is proposed.";
    }
    Candidate other =
        run.candidates().stream()
            .filter(candidate -> !candidate.kind().equals(proposed.kind()))
            .findFirst()
            .orElseThrow();
    return "The %s candidate is proposed: on the validation images its log loss is %s, the %s one's %s."
        .formatted(
            proposed.kind(),
            decimals(proposed.validation().logLoss()),
            other.kind(),
            decimals(other.validation().logLoss()));
  }

  private static List<Entry> numbers(Evaluation test) {
    List<Entry> numbers = new ArrayList<>();
    numbers.add(new Entry("Log loss", decimals(test.logLoss())));
    numbers.add(new Entry("Macro F1", decimals(test.macroF1())));
    numbers.add(new Entry("Balanced accuracy", decimals(test.balancedAccuracy())));
    if (test.rocAuc() != null) {
      numbers.add(new Entry("ROC AUC", decimals(test.rocAuc())));
    }
    numbers.add(new Entry("Calibration error", decimals(test.calibrationError())));
    numbers.add(new Entry("Always the commonest class", percent(test.majority())));
    return numbers;
  }

  private Contender contender(Candidate candidate) {
    Evaluation test = candidate.test();
    return new Contender(
        candidate.kind(),
        candidate.kind().equals(proposed.kind()),
        candidate.epoch(),
        decimals(candidate.validation().logLoss()),
        percent(candidate.validation().accuracy()),
        percent(test.accuracy()),
        percent(test.accuracyLow()) + " to " + percent(test.accuracyHigh()),
        decimals(test.macroF1()),
        candidate.audit() == null
            ? "none"
            : "%s of %d"
                .formatted(percent(candidate.audit().accuracy()), candidate.audit().images()));
  }

  private List<Versus> comparison() {
    Comparison both = run.comparison();
    if (both == null) {
      return List.of();
    }
    List<Versus> rows = new ArrayList<>();
    rows.add(
        new Versus(
            "Accuracy", percent(both.championAccuracy()), percent(both.candidateAccuracy())));
    rows.add(
        new Versus(
            "Log loss", decimals(both.championLogLoss()), decimals(both.candidateLogLoss())));
    rows.add(
        new Versus(
            "Right where the other is wrong",
            String.valueOf(both.championOnly()),
            String.valueOf(both.candidateOnly())));
    if (both.newImages() > 0) {
      rows.add(
          new Versus(
              "Accuracy on %d images of new classes".formatted(both.newImages()),
              "does not know them",
              percent(both.newAccuracy())));
    }
    return rows;
  }

  private String comparisonNote() {
    Comparison both = run.comparison();
    if (both == null) {
      return "There was no champion to compare with.";
    }
    return "Both on the same %d test images, none of which the champion was trained or chosen on. Exact McNemar: p = %s. The gate decides by these numbers after this report is written."
        .formatted(both.images(), decimals(both.pValue()));
  }

  private static PhaseTable phase(Run.Learning phase) {
    return new PhaseTable(
        phase.name(),
        phase.epochs().stream()
            .map(
                epoch ->
                    new EpochRow(
                        epoch.epoch(),
                        epoch.epoch() == phase.kept(),
                        decimals(epoch.loss()),
                        percent(epoch.accuracy()),
                        decimals(epoch.valLoss()),
                        percent(epoch.valAccuracy())))
            .toList());
  }

  private List<ClassRow> classes() {
    int[] train = run.snapshot().counts(Split.TRAIN);
    int[] validation = run.snapshot().counts(Split.VALIDATION);
    List<ClassScore> scores = proposed.test().perClass();
    List<ClassRow> rows = new ArrayList<>();
    for (int c = 0; c < scores.size(); c++) {
      ClassScore score = scores.get(c);
      rows.add(
          new ClassRow(
              score.label(),
              train[c],
              validation[c],
              score.support(),
              decimals(score.precision()),
              decimals(score.recall()),
              Math.round(100 * score.recall()),
              decimals(score.f1())));
    }
    return rows;
  }

  private static List<ClassRow> worst(List<ClassRow> classes) {
    return classes.stream().sorted(Comparator.comparing(ClassRow::f1)).limit(WORST).toList();
  }

  private String workflow() {
    Workflow workflow = run.spec().recipe().head().workflow();
    String how =
        switch (workflow) {
          case GUIDE ->
              "Workflow guide: the base ran anew in each epoch, on freshly augmented images.";
          case FEATURES -> "Workflow features: the base ran once per image.";
          case VARIANTS ->
              "Workflow variants: the base ran once per image and augmented copy (%d copies)."
                  .formatted(Variants.of(run.spec().recipe()).count());
        };
    FrozenCost cost = run.cost();
    return cost == null
        ? how
        : how
            + String.format(
                Locale.ROOT,
                " The frozen phase took %.1f s and %d forward passes; features that were stored"
                    + " before cost none.",
                cost.seconds(),
                cost.forwardPasses());
  }

  private List<Stage> stages() {
    double all = run.seconds().values().stream().mapToDouble(Double::doubleValue).sum();
    List<Stage> stages = new ArrayList<>();
    run.seconds()
        .forEach(
            (name, seconds) ->
                stages.add(
                    new Stage(
                        name,
                        String.format(Locale.ROOT, "%.1f s", seconds),
                        all == 0 ? 0 : Math.round(100 * seconds / all))));
    return stages;
  }

  private List<Entry> lineage() {
    List<Entry> lineage = new ArrayList<>();
    lineage.add(new Entry("Manifest", run.snapshot().manifest().hex()));
    lineage.add(new Entry("Cut at", offsets(run.header().offsets())));
    lineage.add(new Entry("Images", images()));
    lineage.add(new Entry("Started from", run.spec().base()));
    lineage.add(new Entry("Parent bundle", hex(run.spec().parent())));
    lineage.add(new Entry("Champion bundle", hex(run.spec().champion())));
    for (Candidate candidate : run.candidates()) {
      lineage.add(new Entry("Bundle, " + candidate.kind(), candidate.bundle().hex()));
      lineage.add(new Entry("base.onnx, " + candidate.kind(), candidate.base().hex()));
    }
    lineage.add(new Entry("Weights, " + proposed.kind(), run.proposed().bundle().weights()));
    lineage.add(new Entry("Code", run.proposed().bundle().codeVersion()));
    lineage.add(new Entry("Seed", String.valueOf(run.spec().recipe().seed())));
    lineage.add(new Entry("Threads", String.valueOf(run.threads())));
    lineage.add(new Entry("CPU", Machine.cpu()));
    lineage.add(new Entry("Java", Machine.java()));
    return lineage;
  }

  private String images() {
    List<String> splits = new ArrayList<>();
    for (Split split : Split.values()) {
      int images = run.snapshot().samples(split).size();
      if (images > 0) {
        splits.add(images + " " + split.code());
      }
    }
    return String.join(", ", splits);
  }

  private static String offsets(Map<Integer, Long> offsets) {
    List<String> places = new ArrayList<>();
    offsets.forEach((partition, offset) -> places.add(partition + "@" + offset));
    return places.isEmpty() ? "no offsets" : "mapache.images " + String.join(", ", places);
  }

  private static String hex(Digest digest) {
    return digest == null ? "none" : digest.hex();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String decimals(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
  }
}
