package io.mapache.trainer.feedback;

import io.mapache.contracts.event.PredictionJudged;
import io.mapache.contracts.event.PredictionMade;
import io.mapache.contracts.event.ServingReported;
import io.mapache.contracts.event.ServingRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What one batch of events changes, before it is written: over the store, without touching it. */
final class Sitting {

  private final PredictionStore store;
  private final Map<VersionKey, Standing> before;
  private final Truth truth;
  private final Instant now;

  private final Map<Key, Kept> kept = new LinkedHashMap<>();
  private final Map<VersionKey, Standing> standings = new HashMap<>();
  private final List<PredictionJudged> judgements = new ArrayList<>();

  Sitting(PredictionStore store, Map<VersionKey, Standing> before, Truth truth, Instant now) {
    this.store = store;
    this.before = before;
    this.truth = truth;
    this.now = now;
  }

  Optional<Kept> find(Key key) {
    return Optional.ofNullable(kept.get(key)).or(() -> store.find(key));
  }

  void keep(Kept changed) {
    kept.put(changed.key(), changed);
  }

  void served(ServingReported report) {
    Optional<Instant> trial = trial(report.model(), report.version(), report.from());
    change(
        report.model(),
        report.version(),
        standing -> standing.served(report.answered(), report.failed(), trial));
  }

  void judge(Kept answer, String label) {
    PredictionMade made = answer.made();
    String dataset = answer.dataset().orElseThrow();
    String predicted = truth.today(dataset, made.label());
    boolean correct = predicted.equals(label);
    Optional<Judgement> earlier = answer.judgement();
    boolean counts =
        earlier
            .map(Judgement::counts)
            .orElseGet(() -> made.role() != ServingRole.PINNED && !countedElsewhere(answer));
    int number = earlier.map(Judgement::number).orElse(0) + 1;
    Optional<Instant> trial =
        earlier
            .map(Judgement::trial)
            .orElseGet(() -> trial(made.model(), made.version(), answer.at()));
    if (counts) {
      change(
          made.model(),
          made.version(),
          standing ->
              earlier
                  .map(was -> standing.corrected(was.correct(), correct, trial))
                  .orElseGet(() -> standing.judged(correct, trial)));
    }
    keep(answer.judged(new Judgement(label, correct, number, counts, trial)));
    judgements.add(
        new PredictionJudged(
            made.prediction(),
            dataset,
            made.image(),
            made.model(),
            made.version(),
            made.role(),
            predicted,
            label,
            number,
            correct,
            now));
  }

  /** The same version's answer to the same image is the same answer. */
  private boolean countedElsewhere(Kept answer) {
    return store.of(answer.made().image()).stream()
            .map(other -> kept.getOrDefault(other.key(), other))
            .anyMatch(other -> counted(other, answer))
        || kept.values().stream()
            .filter(other -> other.made().image().equals(answer.made().image()))
            .anyMatch(other -> counted(other, answer));
  }

  private static boolean counted(Kept other, Kept answer) {
    return other.sameAnswer(answer) && other.judgement().filter(Judgement::counts).isPresent();
  }

  /** The trial that is on, if what happened at this moment is a part of it. */
  private Optional<Instant> trial(String model, int version, Instant at) {
    return truth.onTrialSince(model, version).filter(begin -> !at.isBefore(begin));
  }

  private void change(String model, int version, UnaryOperator<Standing> change) {
    VersionKey key = new VersionKey(model, version);
    Standing standing =
        standings
            .getOrDefault(key, before.getOrDefault(key, Standing.NONE))
            .onTrialSince(truth.onTrialSince(model, version));
    standings.put(key, change.apply(standing));
  }

  List<Kept> kept() {
    return List.copyOf(kept.values());
  }

  Map<VersionKey, Standing> standings() {
    return standings;
  }

  List<PredictionJudged> judgements() {
    return judgements;
  }
}
