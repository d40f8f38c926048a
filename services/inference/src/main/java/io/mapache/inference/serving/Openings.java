package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.models.session.Leased;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Bases that versions wait for. They are loaded one at a time: two that load at once would need the
 * memory of both, three times over. A base that somebody waits for comes before one that is only to
 * be at hand, and one that nobody waits for any more is left alone.
 *
 * <p>For the loader's thread alone.
 */
public final class Openings {

  private final Bases bases;
  private final Room room;
  private final Executor thread;
  private final Executor loading;
  private final Map<Digest, Wanted> wanted = new LinkedHashMap<>();
  private Set<Digest> closing = Set.of();
  private boolean busy;

  /**
   * @param thread the loader's
   * @param loading one thread, on which bases are loaded
   */
  public Openings(Bases bases, Room room, Executor thread, Executor loading) {
    this.bases = bases;
    this.room = room;
    this.thread = thread;
    this.loading = loading;
  }

  /** If the base is open, and does not close to make room: a lease would keep it from that. */
  Optional<Leased<OpenBase>.Lease> lease(Digest base) {
    return closing.contains(base) ? Optional.empty() : bases.lease(base);
  }

  /**
   * Opens the base of a version.
   *
   * @param standby whether nothing else should make room for it
   * @param waits whether somebody does, still
   * @param told later, on the loader's thread; never if nobody waits any more
   */
  void await(Facts facts, boolean standby, BooleanSupplier waits, Consumer<Opening> told) {
    Wanted known = wanted.computeIfAbsent(facts.base(), base -> new Wanted(facts));
    known.standby &= standby;
    known.waits.add(waits);
    known.told.add(told);
    next();
  }

  private void next() {
    if (busy) {
      return;
    }
    wanted.values().removeIf(Wanted::isForgotten);
    Optional<Wanted> first =
        wanted.values().stream()
            .filter(waiting -> !waiting.standby)
            .findFirst()
            .or(() -> wanted.values().stream().findFirst());
    if (first.isPresent()) {
      busy = true;
      makeRoom(first.get());
    }
  }

  private void makeRoom(Wanted next) {
    try {
      Footprint footprint = bases.footprint(next.facts);
      Room.Decision decision = room.make(footprint, next.standby);
      if (decision instanceof Room.Enough) {
        loading.execute(() -> load(next, footprint));
      } else if (decision instanceof Room.Closing some) {
        closing = some.bases();
        some.closed().whenComplete((done, failure) -> thread.execute(() -> closed(next)));
      } else {
        Refusal why = ((Room.TooLittle) decision).why();
        tell(next, next.standby ? new Opening.NoRoom(next.facts) : new Opening.Refused(why));
      }
    } catch (RefusedException | RuntimeException | Error e) {
      tell(next, new Opening.Refused(Refusal.of(e)));
    }
  }

  private void closed(Wanted next) {
    closing = Set.of();
    makeRoom(next);
  }

  private void load(Wanted next, Footprint footprint) {
    try {
      Leased<OpenBase>.Lease lease = bases.load(next.facts.base(), footprint);
      thread.execute(
          () -> {
            try (lease) {
              tell(next, new Opening.Open());
            }
          });
    } catch (RefusedException | RuntimeException | Error e) {
      thread.execute(() -> tell(next, new Opening.Refused(Refusal.of(e))));
    }
  }

  private void tell(Wanted done, Opening opening) {
    busy = false;
    wanted.remove(done.facts.base());
    done.told.forEach(told -> told.accept(opening));
    next();
  }

  private static final class Wanted {

    private final Facts facts;
    private final List<BooleanSupplier> waits = new ArrayList<>();
    private final List<Consumer<Opening>> told = new ArrayList<>();
    private boolean standby = true;

    private Wanted(Facts facts) {
      this.facts = facts;
    }

    private boolean isForgotten() {
      return waits.stream().noneMatch(BooleanSupplier::getAsBoolean);
    }
  }
}
