package io.mapache.cli.training;

import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Progress;
import io.mapache.contracts.training.JobProgress;

/** The phases of a training on the screen, a line each. Not thread-safe. */
public final class Phases implements AutoCloseable {

  private final Output output;
  private Shown shown;

  public Phases(Output output) {
    this.output = output;
  }

  /** One phase on the screen. */
  private record Shown(String phase, long total, Progress progress) {}

  /** What goes on before the first phase. */
  public void before(String what, String detail) {
    enter(what, 0);
    shown.progress().at(0, detail);
  }

  public void show(JobProgress at) {
    long total = orZero(at.total());
    long epochs = at.epochs() == null ? 1 : at.epochs();
    long epoch = at.epoch() == null ? 1 : at.epoch();
    enter(at.phase(), total * epochs);
    shown.progress().at((epoch - 1) * total + orZero(at.done()), PhaseDetail.of(at));
  }

  /** Once the next phase has begun this one is through, whatever was heard of it last. */
  public void whole() {
    if (shown != null) {
      shown.progress().at(shown.total(), "");
    }
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

  private static long orZero(Long value) {
    return value == null ? 0 : value;
  }

  @Override
  public void close() {
    if (shown != null) {
      shown.progress().close();
    }
  }
}
