package io.mapache.trainer.feedback;

import io.mapache.contracts.event.PredictionMade;
import java.time.Instant;
import java.util.Optional;

/**
 * A prediction that is remembered, in case a label comes.
 *
 * @param dataset whose label judges it: that of the event, else the one that the version was
 *     trained on
 * @param learnt whether the version's training, or one that it was built on, knew the image: then
 *     no label judges it
 */
public record Kept(
    PredictionMade made, Optional<String> dataset, boolean learnt, Optional<Judgement> judgement) {

  Kept judged(Judgement given) {
    return new Kept(made, dataset, learnt, Optional.of(given));
  }

  public Key key() {
    return new Key(made.image(), made.prediction(), made.version());
  }

  boolean sameAnswer(Kept other) {
    return made.model().equals(other.made.model()) && made.version() == other.made.version();
  }

  public Instant at() {
    return made.at();
  }
}
