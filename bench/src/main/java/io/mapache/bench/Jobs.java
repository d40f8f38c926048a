package io.mapache.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.training.TrainingJob;
import io.mapache.xception.weights.BaseWeights;
import io.mapache.xception.weights.WeightStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Training jobs of one manifest, each a process, as the trainer starts them. */
record Jobs(Path folder, Path blobs, Digest manifest, BaseWeights base, int threads) {

  /** A home that has the base and nothing that a training computes. */
  Path coldHome(String name) throws IOException {
    Path home = folder.resolve("homes").resolve(name);
    new WeightStore(home).keep(base);
    return home;
  }

  /**
   * Trains from start to end.
   *
   * @param name not used before in this folder
   * @param recipe JSON over the default recipe
   */
  Ran train(String name, Path home, String recipe) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve("work").resolve(name));
    JobSpec spec =
        new JobSpec(
            name,
            "bench",
            "bench",
            manifest,
            recipe(recipe),
            JobSpec.IMAGENET,
            null,
            null,
            Map.of(),
            null,
            blobs.toString(),
            work.toString(),
            home.toString(),
            false);
    Path file = Files.write(work.resolve(JobSpec.FILE), Json.bytes(spec));
    List<JobProgress> lines =
        Child.java(work.resolve("job.log"), TrainingJob.class.getName(), file.toString()).stream()
            .map(line -> Json.read(line, JobProgress.class))
            .toList();
    JobResult result = Json.read(Files.readAllBytes(work.resolve(JobResult.FILE)), JobResult.class);
    return new Ran(result, lines);
  }

  private Recipe recipe(String json) throws IOException {
    ObjectNode keys = Json.mapper().readValue(json, ObjectNode.class);
    Recipe.Parsed parsed = Recipe.parse(keys.put("threads", threads));
    if (parsed instanceof Recipe.Valid valid) {
      return valid.recipe();
    }
    throw new IllegalArgumentException(((Recipe.Invalid) parsed).problem());
  }

  /** What a finished job left. */
  record Ran(JobResult result, List<JobProgress> lines) {

    double seconds(String stage) {
      return result.seconds().getOrDefault(stage, 0.0);
    }

    /** Of all stages up to the trained head; evaluation and export come after it. */
    double secondsToHead() {
      double sum = 0;
      for (Map.Entry<String, Double> stage : result.seconds().entrySet()) {
        sum += stage.getValue();
        if (stage.getKey().equals("head")) {
          return sum;
        }
      }
      throw new IllegalStateException("no stage `head` in " + result.seconds());
    }

    /** The last rate that a phase told, in images per second. */
    double rate(String phase) {
      return lines.stream()
          .filter(line -> line.phase().equals(phase) && line.imagesPerSecond() != null)
          .reduce((earlier, later) -> later)
          .map(JobProgress::imagesPerSecond)
          .orElse(0.0);
    }

    /** On the validation images after an epoch, as the phase itself told it. */
    double validationLoss(String phase, int epoch) {
      return lines.stream()
          .filter(line -> line.phase().equals(phase) && line.valLoss() != null)
          .filter(line -> line.epoch() == epoch)
          .findFirst()
          .map(JobProgress::valLoss)
          .orElse(Double.NaN);
    }
  }
}
