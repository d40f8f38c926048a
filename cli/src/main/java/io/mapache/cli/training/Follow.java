package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Output;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobProgress;

/** Watches a training until it ends, phase by phase. Not thread-safe. */
public final class Follow {

  private static final long PAUSE_MILLIS = 500;

  private final Trainer trainer;
  private final Output output;

  public Follow(Trainer trainer, Output output) {
    this.trainer = trainer;
    this.output = output;
  }

  /** The trainer's last word on it. */
  public JsonNode untilEnded(String id) {
    try (Phases phases = new Phases(output)) {
      while (true) {
        JsonNode document = trainer.training(id);
        Training training = Json.mapper().convertValue(document, Training.class);
        if (training.ended()) {
          if (training.completed()) {
            phases.whole();
          }
          return document;
        }
        show(training, phases);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted; the training goes on: ./mapache trainings", e);
    }
  }

  private void show(Training training, Phases phases) {
    JobProgress at = training.progress();
    if (at != null && at.phase() != null) {
      phases.show(at);
    } else if (training.state().equals("requested")) {
      phases.before("waiting", queue(training.training()));
    } else {
      phases.before("starting", "");
    }
  }

  private String queue(String id) {
    int others = trainer.others(id);
    return others == 0
        ? ""
        : others + (others == 1 ? " other training" : " other trainings") + " first";
  }
}
