package io.mapache.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.ingest.LabelledFile;
import io.mapache.cli.ingest.LabelledFolder;
import io.mapache.cli.ingest.Selection;
import io.mapache.cli.ingest.SplitFile;
import io.mapache.cli.ingest.Summary;
import io.mapache.cli.ingest.Uploads;
import io.mapache.cli.predict.Predictor;
import io.mapache.cli.stack.Part;
import io.mapache.cli.stack.Stack;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Progress;
import io.mapache.cli.terminal.Stopwatch;
import io.mapache.cli.training.Ending;
import io.mapache.cli.training.Follow;
import io.mapache.cli.training.Trainer;
import io.mapache.cli.training.Training;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole loop, once: images in, training, gate, swap, and the test split asked over HTTP. */
final class Demo {

  private static final double SWAP_SECONDS = 120;
  private static final long PAUSE_MILLIS = 100;

  private final Settings settings;
  private final Output output;
  private final Stages stages = new Stages();

  Demo(Settings settings, Output output) {
    this.settings = settings;
    this.output = output;
  }

  /**
   * @param perClass images of each class; 0: all
   * @throws Failure if a step does not lead to the next
   */
  Report run(Source source, String dataset, int perClass, ObjectNode recipe) {
    Path folder =
        stages.time("fetch", () -> source.folder(settings.home().resolve("datasets"), output));
    List<Selection.Read> all = Selection.read(LabelledFolder.scan(folder).files());
    List<Selection.Read> chosen = perClass == 0 ? all : Selection.limited(all, perClass);
    stages.time("up", () -> new Stack(settings, output::note).up());
    Trainer trainer = new Trainer(settings);
    stages.time("ingest", () -> ingest(trainer, dataset, chosen));
    Training training = stages.time("train", () -> train(trainer, dataset, recipe));
    String model = training.model();
    int champion = champion(trainer, model);
    Predictor predictor = new Predictor(settings);
    stages.time("swap", () -> swapped(predictor, model, champion));
    ServedAnswers served =
        stages.time("predict", () -> predict(trainer, predictor, training, files(all)));
    return new Report(dataset, training, served, stages);
  }

  private Summary ingest(Trainer trainer, String dataset, List<Selection.Read> chosen) {
    new Definition(trainer.service(), dataset).withoutTrigger();
    List<LabelledFile> files = chosen.stream().map(Selection.Read::file).toList();
    Service ingest = Service.of(Part.INGEST, settings);
    Summary summary;
    try (Progress progress = output.progress("ingest", "files", files.size())) {
      summary =
          new Uploads(ingest, dataset, SplitFile.none(), Patience.A_MINUTE).bring(files, progress);
    }
    summary.refused().forEach(no -> output.note("  refused: " + no.file() + "  " + no.reason()));
    output.note("  " + summary.words());
    return summary;
  }

  private Training train(Trainer trainer, String dataset, ObjectNode recipe) {
    String id = trainer.request(dataset, null, recipe);
    output.note("training " + id);
    JsonNode document = new Follow(trainer, output).untilEnded(id);
    Training training = Json.mapper().convertValue(document, Training.class);
    if (!training.completed()) {
      throw new Failure(Ending.of(training) + ". More: ./mapache logs trainer");
    }
    return training;
  }

  private static int champion(Trainer trainer, String model) {
    JsonNode champion =
        trainer.service().get("/v1/models/" + Service.encoded(model)).path("champion");
    if (!champion.isInt()) {
      throw new Failure(
          "model " + model + " has no champion: the gate let no version pass. ./mapache models");
    }
    return champion.asInt();
  }

  /** Returns when inference answers with the version; the old one serves until then. */
  private JsonNode swapped(Predictor predictor, String model, int version) {
    Stopwatch watch = Stopwatch.started();
    try (Progress progress = output.progress("swap to version " + version, "", 0)) {
      while (true) {
        Answer answer =
            predictor.service().answer("/v1/models/" + Service.encoded(model), Patience.A_MINUTE);
        JsonNode served = answer.json();
        String state = answer.isOk() ? served.path("state").asText() : "not there yet";
        if (served.path("version").asInt() == version && state.equals("serving")) {
          return served;
        }
        JsonNode coming = served.has("next") ? served.path("next") : served;
        if (coming.path("state").asText().equals("refused") || watch.seconds() > SWAP_SECONDS) {
          throw new Failure(
              "inference does not serve version %d of %s: %s %s. More: ./mapache logs inference"
                  .formatted(
                      version,
                      model,
                      coming.path("state").asText(state),
                      coming.path("reason").asText()));
        }
        progress.at(0, state);
        pause();
      }
    }
  }

  private ServedAnswers predict(
      Trainer trainer, Predictor predictor, Training training, Map<Digest, Path> files) {
    Answer manifest =
        trainer
            .service()
            .answer("/v1/trainings/" + training.training() + "/manifest", Patience.A_MINUTE);
    if (!manifest.isOk()) {
      throw new Failure("trainer: no manifest of the training: " + manifest.problem());
    }
    TestSplit test = TestSplit.ofManifest(manifest.body());
    try (Progress progress = output.progress("predict the test split", "images", test.size())) {
      return test.ask(predictor, training.model(), files, progress);
    }
  }

  private static Map<Digest, Path> files(List<Selection.Read> all) {
    Map<Digest, Path> files = new HashMap<>();
    all.forEach(read -> files.put(read.digest(), read.file().file()));
    return files;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted; what runs stays: ./mapache down", e);
    }
  }
}
