package io.mapache.training.job;

import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Evaluation;
import io.mapache.models.Head;
import io.mapache.models.Measure;
import io.mapache.training.bundle.Typical;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.evaluation.Evaluator;
import io.mapache.training.evaluation.Temperature;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.rows.Examples;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a candidate does, through the files that will be served.
 *
 * @param validationAnswers what it said to the validation images, in their order
 * @param audit null if the snapshot has no audit images
 */
record Scores(
    Answers validationAnswers,
    Evaluation validation,
    Evaluation test,
    @Nullable Evaluation audit,
    Typical typical) {

  static Scores of(Workshop workshop, Snapshot snapshot, BaseFile base, Head head)
      throws IOException {
    List<Sample> checked = snapshot.samples(Split.VALIDATION);
    int[] labels = Snapshot.labels(checked);
    Rows features = features(workshop, base, checked);
    Answers validation = Answers.of(head, features, labels);
    double temperature = Temperature.fit(validation);
    Evaluator evaluator = new Evaluator(snapshot.classes(), snapshot.counts(Split.TRAIN));
    Answers test = answers(workshop, base, head, snapshot.samples(Split.TEST));
    Answers audit = answers(workshop, base, head, snapshot.samples(Split.AUDIT));
    return new Scores(
        validation,
        evaluator.evaluate(validation, temperature),
        evaluator.evaluate(test, temperature),
        audit.count() == 0 ? null : evaluator.evaluate(audit, temperature),
        Typical.of(new Examples(features, labels), snapshot.classes().size(), Measure.DIRECTION));
  }

  private static Answers answers(Workshop workshop, BaseFile base, Head head, List<Sample> samples)
      throws IOException {
    return Answers.of(head, features(workshop, base, samples), Snapshot.labels(samples));
  }

  private static Rows features(Workshop workshop, BaseFile base, List<Sample> samples)
      throws IOException {
    return workshop
        .extraction()
        .features(
            base.path(), base.digest(), Snapshot.images(samples), workshop.course(), "evaluate");
  }
}
