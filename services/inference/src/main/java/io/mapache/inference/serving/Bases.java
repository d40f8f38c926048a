package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.inference.batching.Lane;
import io.mapache.models.session.Leased;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The open bases, one native session per digest, however many versions stand on it. A base is open
 * for as long as somebody holds a lease on it: this class lets go of its own share as soon as the
 * first lease is given out, so there is no second count beside that of {@link Leased}.
 *
 * <p>{@link #lease} for the loader thread alone; the rest for any thread.
 */
public final class Bases {

  private final ModelSource source;
  private final Engine engine;
  private final Function<Base, Lane> lanes;
  private final Executor closer;
  private final Map<Digest, Leased<OpenBase>> open = new ConcurrentHashMap<>();

  /**
   * @param lanes makes the queue in front of a base
   * @param closer frees bases, on a thread that nobody waits for
   */
  public Bases(ModelSource source, Engine engine, Function<Base, Lane> lanes, Executor closer) {
    this.source = source;
    this.engine = engine;
    this.lanes = lanes;
    this.closer = closer;
  }

  /**
   * A lease on the base; loads it first if it is not open.
   *
   * @throws RefusedException if the base cannot be had
   */
  Lease lease(Digest digest) throws RefusedException {
    Optional<Leased<OpenBase>.Lease> shared =
        Optional.ofNullable(open.get(digest)).flatMap(Leased::lease);
    return shared.isPresent() ? new Lease(shared.get(), false) : load(digest);
  }

  private Lease load(Digest digest) throws RefusedException {
    Base base = engine.load(source.base(digest));
    Leased<OpenBase> leased = new Leased<>(new OpenBase(digest, base, lanes.apply(base)), closer);
    Leased<OpenBase>.Lease first = leased.lease().orElseThrow();
    open.put(digest, leased);
    leased.retire().whenComplete((done, failure) -> open.remove(digest, leased));
    return new Lease(first, true);
  }

  /** Images that wait in front of all bases. */
  public int queued() {
    return open.values().stream()
        .flatMap(base -> base.lease().stream())
        .mapToInt(
            lease -> {
              try (lease) {
                return lease.resource().lane().queued();
              }
            })
        .sum();
  }

  /** How many bases are open. */
  public int count() {
    return open.size();
  }

  /**
   * @param fresh true if the base was loaded for this lease: nothing has run on it yet
   */
  record Lease(Leased<OpenBase>.Lease held, boolean fresh) {}
}
