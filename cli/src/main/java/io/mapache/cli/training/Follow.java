package io.mapache.cli.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Progress;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobProgress;

/** Watches a training until it ends, phase by phase. Not thread-safe. */
public final class Follow {

  private static final long PAUSE_MILLIS = 500;

  private final Trainer trainer;
  private final Output output;
  private String phase = "";
  private Progress progress;

  public Follow(Trainer trainer, Output output) {
    this.trainer = trainer;
    this.output = output;
  }

  /** The trainer's last word on it. */
  public JsonNode untilEnded(String id) {
    try {
      while (true) {
        JsonNode document = trainer.training(id);
        Training training = Json.mapper().convertValue(document, Training.class);
        if (training.ended()) {
          return document;
        }
        show(training);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted; the training goes on: ./mapache trainings", e);
    } finally {
      if (progress != null) {
        progress.close();
      }
    }
  }

  private void show(Training training) {
    JobProgress at = training.progress();
    if (at == null || at.phase() == null) {
      boolean waits = training.state().equals("requested");
      enter(waits ? "waiting" : "starting", 0);
      progress.at(0, waits ? queue(training.training()) : "");
      return;
    }
    long total = orZero(at.total());
    long epochs = at.epochs() == null ? 1 : at.epochs();
    long epoch = at.epoch() == null ? 1 : at.epoch();
    enter(at.phase(), total * epochs);
    progress.at((epoch - 1) * total + orZero(at.done()), PhaseDetail.of(at));
  }

  private String queue(String id) {
    int others = trainer.others(id);
    return others == 0
        ? ""
        : others + (others == 1 ? " other training" : " other trainings") + " first";
  }

  private void enter(String next, long total) {
    String key = next + total;
    if (!phase.equals(key)) {
      if (progress != null) {
        progress.close();
      }
      phase = key;
      progress = output.progress(next, "images", total);
    }
  }

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }
}
