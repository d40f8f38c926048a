package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Room for one more base: within a number of bases, and within what memory is free. What is in the
 * way goes to rest if it can be spared: first versions that are only at hand, then models that
 * nobody has asked for a while; of each, those that were used longest ago. Nothing goes if it would
 * not be enough.
 *
 * <p>For the loader's thread alone.
 */
public final class Room {

  private static final long MEGABYTE = 1_000_000;

  private final ServingModels models;
  private final Bases bases;
  private final Memory memory;
  private final int most;
  private final Duration idleAfter;
  private final LongSupplier nanos;

  /**
   * @param most bases that may be open
   * @param idleAfter since its last request: then a model can be spared
   * @param nanos as {@link System#nanoTime}
   */
  public Room(
      ServingModels models,
      Bases bases,
      Memory memory,
      int most,
      Duration idleAfter,
      LongSupplier nanos) {
    this.models = models;
    this.bases = bases;
    this.memory = memory;
    this.most = most;
    this.idleAfter = idleAfter;
    this.nanos = nanos;
  }

  /** What is to be done before a base is loaded. */
  sealed interface Decision {}

  /** It fits. */
  record Enough() implements Decision {}

  /**
   * It may fit when some bases are closed.
   *
   * @param bases that close, unless somebody takes a new lease on them
   * @param closed completes when they are: ask again then
   */
  record Closing(Set<Digest> bases, CompletionStage<Void> closed) implements Decision {}

  /** It does not fit. */
  record TooLittle(Refusal why) implements Decision {}

  /**
   * @param standby whether nothing else is to go for it
   */
  Decision make(Footprint footprint, boolean standby) {
    long free = memory.free(bases.openBytes());
    int seats = most - bases.count();
    if (seats > 0 && free >= footprint.needed()) {
      return new Enough();
    }
    List<Spare> going = new ArrayList<>();
    for (Spare spare : standby ? List.<Spare>of() : spares()) {
      going.add(spare);
      seats++;
      free += spare.bytes();
      if (seats > 0 && free >= footprint.needed()) {
        return rest(going);
      }
    }
    return new TooLittle(new Refusal(sentence(footprint, seats, free), true));
  }

  private String sentence(Footprint footprint, int seats, long free) {
    if (seats <= 0) {
      return "it has a base of its own, and %d bases are open and in use, as many as mapache.inference.serving.max-bases allows."
          .formatted(bases.count());
    }
    return "its base needs %d MB while it is loaded, and %d MB are there for it. Give the service more memory (mapache.inference.serving.memory-budget), or deploy fewer versions with bases of their own."
        .formatted(footprint.needed() / MEGABYTE, Math.max(0, free) / MEGABYTE);
  }

  private Closing rest(List<Spare> going) {
    going.forEach(spare -> spare.versions().forEach(models::rest));
    Set<Digest> closing = going.stream().map(Spare::base).collect(Collectors.toSet());
    return new Closing(
        closing,
        CompletableFuture.allOf(
            closing.stream()
                .map(base -> bases.closed(base).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));
  }

  /** In the order in which they go. */
  private List<Spare> spares() {
    Map<Digest, Spare> spares = new HashMap<>();
    Set<Digest> needed = new HashSet<>();
    long now = nanos.getAsLong();
    for (ModelView view : models.all()) {
      for (ModelState state : view.held()) {
        if (state instanceof ModelState.Serving serving) {
          spares
              .computeIfAbsent(serving.read().base(), base -> new Spare(base, bases.bytes(base)))
              .add(serving, view, now);
        } else if (state.isOnItsWay()) {
          state.facts().map(Facts::base).ifPresent(needed::add);
        }
      }
    }
    return spares.values().stream()
        .filter(spare -> !needed.contains(spare.base()))
        .filter(spare -> spare.canGo(idleAfter.toNanos()))
        .sorted()
        .toList();
  }
}
