package io.mapache.inference.feedback;

import io.mapache.contracts.event.ModelRefused;
import io.mapache.inference.serving.ModelState;
import io.mapache.inference.serving.ModelVersion;
import io.mapache.inference.serving.ModelView;
import io.mapache.inference.serving.ModelWatch;
import io.mapache.inference.serving.Refusal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Tells that a version is not served here, once for each revision and reason. */
public final class Refusals implements ModelWatch {

  private record Told(long revision, Refusal why) {
    boolean repeats(Told before) {
      return revision == before.revision && why.repeats(before.why);
    }
  }

  private final Map<ModelVersion, Told> told = new ConcurrentHashMap<>();
  private final Outbox outbox;
  private final Executor thread;
  private final String replica;
  private final Clock clock;

  /**
   * @param thread publishes, which may block for a moment
   */
  public Refusals(Outbox outbox, Executor thread, String replica, Clock clock) {
    this.outbox = outbox;
    this.thread = thread;
    this.replica = replica;
    this.clock = clock;
  }

  @Override
  public void reached(ModelState state, ModelView view) {
    if (state instanceof ModelState.Refused refused) {
      Told now = new Told(view.roster().revision(), refused.why());
      Told before = told.put(refused.id(), now);
      if (before == null || !now.repeats(before)) {
        tell(refused.id(), now);
      }
    } else if (state instanceof ModelState.Serving || state instanceof ModelState.Closed) {
      told.remove(state.id());
    }
  }

  private void tell(ModelVersion id, Told now) {
    ModelRefused event =
        new ModelRefused(
            id.model(),
            id.version(),
            id.bundle(),
            now.revision(),
            replica,
            now.why().reason(),
            now.why().mayPass(),
            clock.instant());
    thread.execute(() -> outbox.publish(event, Optional.empty()));
  }

  @Override
  public void answers(ModelState.Serving champion, ModelView view) {
    // Serving has told all that there is to it.
  }
}
