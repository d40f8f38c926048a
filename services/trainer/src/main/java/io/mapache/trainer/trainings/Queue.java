package io.mapache.trainer.trainings;

import io.mapache.contracts.training.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trainings that wait for the slot of a lane, in the order in which they get it: datasets take
 * turns, beginning with the one whose last turn is the longest ago; of one dataset, the oldest
 * request first.
 */
public record Queue(List<Training> waiting) {

  public Queue {
    waiting = List.copyOf(waiting);
  }

  private record Place(int round, Instant lastTurn, int request, Training training) {}

  /**
   * @param all oldest request first
   */
  public static Queue of(List<Training> all, Lane lane) {
    Map<String, Instant> lastTurns = new HashMap<>();
    Map<String, Integer> rounds = new HashMap<>();
    List<Place> places = new ArrayList<>();
    List<Training> inLane = all.stream().filter(training -> training.lane() == lane).toList();
    for (Training training : inLane) {
      training
          .started()
          .ifPresent(start -> lastTurns.merge(start.dataset(), start.at(), Queue::later));
    }
    for (Training training : inLane) {
      if (training.state() == TrainingState.REQUESTED) {
        String dataset = training.request().dataset();
        int round = rounds.merge(dataset, 1, Integer::sum);
        Instant lastTurn = lastTurns.getOrDefault(dataset, Instant.MIN);
        places.add(new Place(round, lastTurn, places.size(), training));
      }
    }
    places.sort(
        Comparator.comparingInt(Place::round)
            .thenComparing(Place::lastTurn)
            .thenComparingInt(Place::request));
    return new Queue(places.stream().map(Place::training).toList());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** From 1; empty for a training that does not wait here. */
  public Optional<Integer> place(String training) {
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).id().equals(training)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }
}
