package io.mapache.training.job;

import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.Candidate;
import io.mapache.models.Head;
import io.mapache.training.bundle.Parity;
import io.mapache.training.bundle.Publication;
import io.mapache.training.epochs.EpochScore;
import io.mapache.training.evaluation.Answers;
import io.mapache.training.features.BaseFiles;
import io.mapache.training.features.BaseFiles.BaseFile;
import io.mapache.training.finetune.FineTunePhase;
import io.mapache.training.finetune.Tuned;
import io.mapache.training.snapshot.Sample;
import io.mapache.training.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The second candidate: the base trained on from some block, with its head. */
final class FineTunedStage {

  private static final String BASE = "fine-tuned-base.onnx";
  static final String HISTORY = "tuned.json";

  private final Workshop workshop;
  private final Snapshot snapshot;
  private final Foundation foundation;

  FineTunedStage(Workshop workshop, Snapshot snapshot, Foundation foundation) {
    this.workshop = workshop;
    this.snapshot = snapshot;
    this.foundation = foundation;
  }

  /**
   * The epochs, kept for the report after their checkpoints are gone.
   *
   * @param epoch the kept one, from 1
   */
  record History(int epoch, List<EpochScore> epochs) {}

  /** Of the finished phase. */
  History history() throws IOException {
    return workshop.work().readJson(HISTORY, History.class).orElseThrow();
  }

  /**
   * @param start head of the frozen phase
   */
  Candidate candidate(Head start, Publication publication) throws IOException {
    FineTunePhase phase =
        new FineTunePhase(
            workshop.recipe(),
            ClassWeighting.of(workshop.recipe(), snapshot),
            workshop.threads(),
            workshop.work(),
            workshop.pictures());
    Tuned tuned = tuned(phase, start);
    workshop.work().writeJson(HISTORY, new History(tuned.epoch(), tuned.history()));
    workshop.course().images("export", 0);
    Path file = workshop.work().file(BASE);
    BaseFile base =
        workshop
            .stages()
            .timed(
                "export", () -> BaseFiles.write(tuned.base(), workshop.recipe().imageSize(), file));
    Scores scores =
        workshop
            .stages()
            .timed("evaluate", () -> Scores.of(workshop, snapshot, base, tuned.head()));
    requireParity(tuned, scores);
    workshop.weights().keep(tuned.base());
    Candidate candidate =
        workshop.stages().timed("export", () -> publication.publish(trained(tuned, base, scores)));
    workshop.work().delete(BASE);
    return candidate;
  }

  private Tuned tuned(FineTunePhase phase, Head start) throws IOException {
    List<Sample> train = snapshot.samples(Split.TRAIN);
    List<Sample> validation = snapshot.samples(Split.VALIDATION);
    FineTunePhase.Inputs inputs =
        workshop
            .stages()
            .timed(
                "prefix",
                () -> phase.inputs(foundation.weights(), train, validation, workshop.course()));
    return workshop
        .stages()
        .timed(
            "fine-tune",
            () ->
                phase.tune(
                    foundation.weights(), start, inputs, train, validation, workshop.course()));
  }

  /** libtorch's answers to all validation images against those of the exported base. */
  private void requireParity(Tuned tuned, Scores scores) {
    Answers trained =
        new Answers(
            snapshot.classes().size(),
            tuned.validationLogits(),
            scores.validationAnswers().labels());
    Parity.require(
        "base.onnx in ONNX Runtime against libtorch", trained, scores.validationAnswers());
  }

  private Publication.Trained trained(Tuned tuned, BaseFile base, Scores scores) {
    return new Publication.Trained(
        Candidate.FINE_TUNED,
        base,
        tuned.base().digest(),
        tuned.head(),
        tuned.epoch(),
        scores.validation(),
        scores.test(),
        scores.audit(),
        scores.typical());
  }
}
