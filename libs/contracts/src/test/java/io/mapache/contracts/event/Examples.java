package io.mapache.contracts.event;

import io.mapache.contracts.Digest;
import io.mapache.contracts.dataset.DatasetDefinition;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.dataset.SplitShares;
import io.mapache.contracts.dataset.TriggerPolicy;
import io.mapache.contracts.training.Candidate;
import io.mapache.contracts.training.Comparison;
import io.mapache.contracts.training.Evaluation;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.Recipe;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One event of every type. */
public final class Examples {

  static final Digest DIGEST = Digest.of("a picture");
  private static final Digest BUNDLE = Digest.of("a bundle");
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private Examples() {}

  static ImageLabeled labeled(String label) {
    return new ImageLabeled(
        "pets", DIGEST, label, "upload", "1.jpg", "jpeg", 320, 200, 4711, null, null, false);
  }

  public static Stream<Event> all() {
    Comparison comparison =
        new Comparison(
            180,
            0.95,
            0.96,
            0.11,
            0.10,
            3,
            5,
            0.73,
            List.of(new Comparison.Recall("cat", 90, 0.9, 1)),
            20,
            0.9);
    return Stream.of(
        new ImageLabeled(
            "pets",
            DIGEST,
            "cat",
            "upload",
            "1.jpg",
            "jpeg",
            320,
            200,
            4711,
            Split.TEST,
            "g",
            true),
        new ImageCaptured("pets", DIGEST, "camera", "2.png", "png", 320, 200, 4711),
        new ImageUnlabeled("pets", DIGEST, "upload"),
        new ImageRemoved("pets", DIGEST, "ana", "asked for by its owner"),
        new DatasetDefined(
            "pets",
            new DatasetDefinition(
                "zoo",
                SplitShares.DEFAULT,
                TriggerPolicy.DEFAULT,
                false,
                new TreeSet<>(List.of("cat")),
                new TreeMap<>(Map.of("kitty", "cat")),
                List.of("ana"))),
        new TrainingRequested("t-1", "pets", "pets", Recipe.DEFAULT, "champion", "ana", AT),
        new TrainingStarted(
            "t-1",
            "pets",
            "pets",
            DIGEST,
            List.of("cat", "dog"),
            Map.of(Split.TRAIN, 7),
            DIGEST.hex(),
            BUNDLE,
            BUNDLE,
            Map.of("kitty", "cat"),
            AT),
        new TrainingProgressed(
            "t-1",
            new JobProgress("head", 1, 20, 32L, 836L, 0.7, 0.5, null, null, 40.0, 60.0, 1L << 30),
            AT),
        new TrainingRetried("t-1", 2, "killed by the system", AT),
        new TrainingCompleted("t-1", result(comparison), AT),
        new TrainingFailed("t-1", JobExit.BAD_INPUT, "one class only: cat", AT),
        new TrainingCancelled("t-1", "ana", AT),
        new ModelRegistered("pets", 1, BUNDLE, "t-1", candidate(), AT),
        new ModelPromoted("pets", 1, 1, "gate", "first version", comparison, AT),
        new ModelRejected("pets", 2, "gate", "significantly worse", comparison, AT),
        new ModelHeld("pets", 2, "the gate lets it pass", comparison, AT),
        new ModelRolledBack("pets", 2, 1, 3, "guard", "looks wrong", DIGEST, AT),
        new ModelRouted(
            "pets",
            4,
            new ModelRouted.Canary(3, 12.5, "X-User"),
            2,
            "ana",
            "let us see what it does",
            AT),
        new ModelDeployment(
            "pets", 1, new ModelDeployment.Version(1, BUNDLE), null, null, null, AT),
        new ModelRefused("pets", 2, BUNDLE, 3, "inference-1", "its head is damaged", false, AT),
        new PredictionMade(
            "p-1", "pets", DIGEST, "pets", 1, BUNDLE, ServingRole.CHAMPION, "cat", 0.99, 12.5, AT),
        new ServingReported("pets", 1, ServingRole.CANARY, "inference-1", AT, AT, 12, 1),
        new PredictionJudged(
            "p-1", "pets", DIGEST, "pets", 1, ServingRole.CHAMPION, "cat", "dog", 2, false, AT));
  }

  private static JobResult result(Comparison comparison) {
    return new JobResult(
        "t-1",
        DIGEST,
        List.of("cat", "dog"),
        List.of(candidate()),
        0,
        comparison,
        DIGEST,
        Map.of("head", 0.4));
  }

  private static Candidate candidate() {
    Evaluation evaluation =
        new Evaluation(
            180,
            0.96,
            0.92,
            0.98,
            0.1,
            0.96,
            0.96,
            0.5,
            0.99,
            0.02,
            1.1,
            List.of(new Evaluation.ClassScore("cat", 90, 0.96, 0.96, 0.96)),
            List.of(List.of(86, 4), List.of(3, 87)));
    return new Candidate(
        Candidate.FROZEN, BUNDLE, DIGEST, DIGEST, 17, evaluation, evaluation, evaluation);
  }
}
