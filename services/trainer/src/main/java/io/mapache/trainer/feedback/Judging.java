package io.mapache.trainer.feedback;

import io.mapache.contracts.Digest;
import io.mapache.contracts.Topic;
import io.mapache.contracts.event.Event;
import io.mapache.contracts.event.ImageEvent;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import io.mapache.trainer.registry.Live;
import io.mapache.trainer.registry.LiveNumbers;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges answers by labels. An answer is judged when its image has a label, whichever came first,
 * unless the version has learnt from that image; a corrected label judges it again. Live numbers
 * count an image once for each version.
 *
 * <p>One batch of either topic at a time, and nothing of a batch counts until its judgements are on
 * Kafka and it is in the store: a batch that fails comes again and gives the same events.
 * Thread-safe.
 */
public final class Judging implements LiveNumbers {

  private final PredictionStore store;
  private final Truth truth;
  private final Announcer announcer;
  private final Clock clock;
  private final Map<VersionKey, Standing> standings;

  public Judging(PredictionStore store, Truth truth, Announcer announcer, Clock clock) {
    this.store = store;
    this.truth = truth;
    this.announcer = announcer;
    this.clock = clock;
    this.standings = new ConcurrentHashMap<>(store.standings());
  }

  /** Takes events of {@code mapache.predictions}. */
  public synchronized void predictions(List<Event> events, Map<Integer, Long> next)
      throws IOException, InterruptedException {
    Sitting sitting = new Sitting(store, standings, truth, clock.instant());
    for (Event event : events) {
      if (event instanceof PredictionMade made) {
        made(sitting, made);
      } else if (event instanceof ServingReported report && report.role() != ServingRole.PINNED) {
        sitting.served(report);
      }
    }
    close(sitting, Topic.PREDICTIONS, next);
  }

  private void made(Sitting sitting, PredictionMade made) throws IOException {
    Optional<String> dataset =
        Optional.ofNullable(made.dataset()).or(() -> truth.trainedOn(made.model(), made.version()));
    Kept kept = new Kept(made, dataset, false, Optional.empty());
    if (sitting.find(kept.key()).isEmpty()) {
      sitting.keep(kept);
      judge(sitting, kept);
    }
  }

  /**
   * Takes events of {@code mapache.images}, once the view has them: what was predicted before is
   * judged here, what is predicted later finds the label in the view.
   */
  public synchronized void labels(List<Event> events, Map<Integer, Long> next)
      throws IOException, InterruptedException {
    Sitting sitting = new Sitting(store, standings, truth, clock.instant());
    Set<Subject> subjects = new LinkedHashSet<>();
    for (Event event : events) {
      if (event instanceof ImageEvent image && image.digest() != null) {
        subjects.add(new Subject(image.dataset(), image.digest()));
      }
    }
    for (Subject subject : subjects) {
      for (Kept kept : store.of(subject.image())) {
        if (kept.dataset().equals(Optional.of(subject.dataset()))) {
          judge(sitting, sitting.find(kept.key()).orElse(kept));
        }
      }
    }
    close(sitting, Topic.IMAGES, next);
  }

  private record Subject(String dataset, Digest image) {}

  private void judge(Sitting sitting, Kept kept) throws IOException {
    Optional<String> label =
        kept.dataset().flatMap(dataset -> truth.label(dataset, kept.made().image()));
    boolean known = kept.judgement().map(Judgement::label).equals(label);
    if (label.isEmpty() || known || kept.learnt()) {
      return;
    }
    if (kept.judgement().isEmpty() && truth.learnt(kept.made())) {
      sitting.keep(new Kept(kept.made(), kept.dataset(), true, Optional.empty()));
      return;
    }
    sitting.judge(kept, label.get());
  }

  private void close(Sitting sitting, Topic topic, Map<Integer, Long> next)
      throws InterruptedException {
    announcer.announce(sitting.judgements());
    store.write(sitting.kept(), sitting.standings(), topic, next);
    standings.putAll(sitting.standings());
  }

  /** Forgets everything, to be told again from the topics' beginnings. */
  public synchronized void clear() {
    store.clear();
    standings.clear();
  }

  @Override
  public Live of(String model, int version) {
    return standing(model, version).total();
  }

  @Override
  public Live onTrial(String model, int version, Instant since) {
    Standing standing = standing(model, version);
    return standing.since().equals(Optional.of(since)) ? standing.onTrial() : Live.NONE;
  }

  private Standing standing(String model, int version) {
    return standings.getOrDefault(new VersionKey(model, version), Standing.NONE);
  }
}
