package io.mapache.training.job;

import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Evaluation;
import io.mapache.models.Head;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.evaluation.Evaluator;
import io.mapache.training.evaluation.Temperature;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.rows.Rows;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.util.List;

/**
 * How a candidate does, through the files that will be served.
 *
 * @param validationAnswers what it said to the validation images, in their order
 */
record Scores(Answers validationAnswers, Evaluation validation, Evaluation test) {

  static Scores of(Workshop workshop, Snapshot snapshot, BaseFile base, Head head)
      throws IOException {
    Answers validation = answers(workshop, base, head, snapshot.samples(Split.VALIDATION));
    Answers test = answers(workshop, base, head, snapshot.samples(Split.TEST));
    double temperature = Temperature.fit(validation);
    Evaluator evaluator = new Evaluator(snapshot.classes(), snapshot.counts(Split.TRAIN));
    return new Scores(
        validation,
        evaluator.evaluate(validation, temperature),
        evaluator.evaluate(test, temperature));
  }

  private static Answers answers(Workshop workshop, BaseFile base, Head head, List<Sample> samples)
      throws IOException {
    Rows features =
        workshop
            .extraction()
            .features(
                base.path(),
                base.digest(),
                Snapshot.images(samples),
                workshop.course(),
                "evaluate");
    return Answers.of(head, features, Snapshot.labels(samples));
  }
}
