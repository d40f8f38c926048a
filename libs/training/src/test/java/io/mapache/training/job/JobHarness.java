package io.mapache.training.job;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.dataset.Split;
import io.mapache.contracts.training.ClassWeights;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.training.TinyDataset;
import io.mapache.training.process.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Jobs in this JVM, with a home and a blob store of their own. */
final class JobHarness {

  static final Recipe RECIPE =
      new Recipe(
          71,
          8,
          new Recipe.HeadRecipe(8, 3e-3, 0.2, Recipe.Workflow.FEATURES),
          new Recipe.FineTuneRecipe("block14", 2, 1e-4, Recipe.Schedule.CONSTANT),
          Recipe.AugmentRecipe.NONE,
          ClassWeights.NONE,
          Recipe.EarlyStoppingRecipe.OFF,
          5,
          2,
          "cpu");

  private final Path root;
  private final Kept kept = new Kept();

  JobHarness(Path root) {
    this.root = root;
  }

  Path home() {
    return root.resolve("home");
  }

  Path blobs() {
    return root.resolve("blobs");
  }

  Path work(String training) {
    return root.resolve("work").resolve(training);
  }

  /** 12 training, 4 validation and 4 test pictures of each class. */
  TinyDataset dataset() throws IOException {
    return new TinyDataset(blobs())
        .add(Split.TRAIN, 0, 12)
        .add(Split.VALIDATION, 12, 16)
        .add(Split.TEST, 16, 20);
  }

  JobSpec spec(String training, Digest manifest) {
    return spec(training, manifest, RECIPE, null);
  }

  JobSpec spec(String training, Digest manifest, Recipe recipe, Digest champion) {
    return new JobSpec(
        training,
        "tiny",
        "tiny-model",
        manifest,
        recipe,
        JobSpec.IMAGENET,
        null,
        champion,
        Map.of(),
        null,
        blobs().toString(),
        work(training).toString(),
        home().toString(),
        false);
  }

  /** The same training on a base that an earlier one has tuned. */
  static JobSpec onBase(JobSpec spec, String weights, Digest parent) {
    return new JobSpec(
        spec.training(),
        spec.dataset(),
        spec.model(),
        spec.manifest(),
        spec.recipe(),
        weights,
        parent,
        spec.champion(),
        spec.renamed(),
        spec.limits(),
        spec.blobs(),
        spec.work(),
        spec.home(),
        spec.endWithStdin());
  }

  static Recipe frozenOnly() {
    return RECIPE.frozenOnly();
  }

  Path write(JobSpec spec) throws IOException {
    Path folder = work(spec.training());
    Files.createDirectories(folder);
    return Files.write(folder.resolve(JobSpec.FILE), Json.bytes(spec));
  }

  Ran run(JobSpec spec) throws IOException {
    return run(spec, line -> false);
  }

  /** Cancels the job when a line of progress matches. */
  Ran run(JobSpec spec, Predicate<JobProgress> cancelAt) throws IOException {
    return run(write(spec), cancelAt);
  }

  Ran run(Path jobFile, Predicate<JobProgress> cancelAt) {
    Cancellation cancellation = new Cancellation();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    OutputStream watched =
        new OutputStream() {
          @Override
          public void write(int b) {
            lines.write(b);
          }

          @Override
          public void flush() {
            List<JobProgress> all = progress(lines);
            if (!all.isEmpty() && cancelAt.test(all.get(all.size() - 1))) {
              cancellation.request("cancelled by the test");
            }
          }
        };
    JobExit exit =
        new Job(
                cancellation,
                new PrintStream(watched, false, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                kept)
            .run(jobFile, spec -> {});
    return new Ran(exit, progress(lines), errors.toString(StandardCharsets.UTF_8).strip());
  }

  /** Every line is progress, or this throws. */
  private static List<JobProgress> progress(ByteArrayOutputStream lines) {
    return lines
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> Json.read(line, JobProgress.class))
        .toList();
  }

  JobResult result(String training) throws IOException {
    return Json.read(Files.readAllBytes(work(training).resolve(JobResult.FILE)), JobResult.class);
  }

  /** What a job left behind: its exit, its lines, its last sentence. */
  record Ran(JobExit exit, List<JobProgress> lines, String sentence) {

    List<String> phases() {
      return lines.stream().map(JobProgress::phase).distinct().toList();
    }

    List<JobProgress> of(String phase) {
      return lines.stream().filter(line -> line.phase().equals(phase)).toList();
    }
  }
}
