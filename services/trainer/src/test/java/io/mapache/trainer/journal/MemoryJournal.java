package io.mapache.trainer.journal;

import io.mapache.contracts.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The topics of a test: what is appended stays, over restarts of those who fold it. Can die before
 * or after an append, or lose its answer.
 */
public final class MemoryJournal implements Journal {

  /** The process is gone: nobody handles this. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** What happens to an append. */
  public enum Fate {
    WRITTEN,
    KILLED_BEFORE,
    KILLED_AFTER,
    ANSWER_LOST
  }

  /** Told about each append, by its number from 0 in this life. */
  public interface Plan {
    Fate of(int append);
  }

  private final List<Event> events = new ArrayList<>();
  private Consumer<Event> fold = event -> {};
  private Plan plan = append -> Fate.WRITTEN;
  private int appends;

  /** A new life: reads everything again, then follows. */
  public void follow(Consumer<Event> newFold, Plan newPlan) {
    fold = newFold;
    plan = newPlan;
    appends = 0;
    events.forEach(fold);
  }

  public void follow(Consumer<Event> newFold) {
    follow(newFold, append -> Fate.WRITTEN);
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  public int appends() {
    return appends;
  }

  @Override
  public void append(Event event) {
    Fate fate = plan.of(appends++);
    if (fate == Fate.KILLED_BEFORE) {
      throw new Killed();
    }
    events.add(event);
    if (fate == Fate.KILLED_AFTER) {
      throw new Killed();
    }
    fold.accept(event);
    if (fate == Fate.ANSWER_LOST) {
      throw new UnavailableException("no answer", null);
    }
  }

  @Override
  public void note(Event event) {
    events.add(event);
    fold.accept(event);
  }
}
