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
  private Shown shown;

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
          if (training.completed()) {
            whole();
          }
          return document;
        }
        show(training);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted; the training goes on: ./mapache trainings", e);
    } finally {
      if (shown != null) {
        shown.progress().close();
      }
    }
  }

  /** One phase on the screen. */
  private record Shown(String phase, long total, Progress progress) {}

  private void show(Training training) {
    JobProgress at = training.progress();
    if (at == null || at.phase() == null) {
      boolean waits = training.state().equals("requested");
      enter(waits ? "waiting" : "starting", 0);
      shown.progress().at(0, waits ? queue(training.training()) : "");
      return;
    }
    long total = orZero(at.total());
    long epochs = at.epochs() == null ? 1 : at.epochs();
    long epoch = at.epoch() == null ? 1 : at.epoch();
    enter(at.phase(), total * epochs);
    shown.progress().at((epoch - 1) * total + orZero(at.done()), PhaseDetail.of(at));
  }

  private String queue(String id) {
    int others = trainer.others(id);
    return others == 0
        ? ""
        : others + (others == 1 ? " other training" : " other trainings") + " first";
  }

  private void enter(String phase, long total) {
    if (shown != null && shown.phase().equals(phase) && shown.total() == total) {
      return;
    }
    if (shown != null) {
      whole();
      shown.progress().close();
    }
    String title = PhaseDetail.TITLES.getOrDefault(phase, phase);
    shown = new Shown(phase, total, output.progress(title, "images", total));
  }

  /** Once the next phase has begun this one is through, whatever was heard of it last. */
  private void whole() {
    if (shown != null) {
      shown.progress().at(shown.total(), "");
    }
  }

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }
}
