package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.inference.batching.Lane;
import io.mapache.models.session.Leased;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The open bases, one native session per digest, however many versions stand on it. A base is open
 * for as long as somebody holds a lease on it: this class lets go of its own share as soon as the
 * first lease is given out, so there is no second count beside that of {@link Leased}.
 *
 * <p>{@link #load} for one thread at a time; the rest for any thread.
 */
public final class Bases {

  private final ModelSource source;
  private final Engine engine;
  private final Function<Base, Lane> lanes;
  private final int maxBatch;
  private final Executor checker;
  private final Executor closer;
  private final Map<Digest, Leased<OpenBase>> open = new ConcurrentHashMap<>();

  /**
   * @param lanes makes the queue in front of a base
   * @param maxBatch the largest batch that requests will make
   * @param checker checks a file's digest while the file is loaded
   * @param closer frees bases, on a thread that nobody waits for
   */
  public Bases(
      ModelSource source,
      Engine engine,
      Function<Base, Lane> lanes,
      int maxBatch,
      Executor checker,
      Executor closer) {
    this.source = source;
    this.engine = engine;
    this.lanes = lanes;
    this.maxBatch = maxBatch;
    this.checker = checker;
    this.closer = closer;
  }

  /** A lease on the base, if it is open. */
  Optional<Leased<OpenBase>.Lease> lease(Digest digest) {
    return Optional.ofNullable(open.get(digest)).flatMap(Leased::lease);
  }

  /** What the base would take. */
  Footprint footprint(Facts facts) throws RefusedException {
    return Footprint.of(source.size(facts.base()), facts.imageSize(), maxBatch);
  }

  /**
   * Loads a base that is not open; takes its time and its memory.
   *
   * @return the first lease on it
   * @throws RefusedException if the base cannot be had
   */
  Leased<OpenBase>.Lease load(Digest digest, Footprint footprint) throws RefusedException {
    Path file = source.base(digest);
    CompletableFuture<Optional<RefusedException>> check =
        CompletableFuture.supplyAsync(() -> check(digest), checker);
    Base base;
    try {
      base = engine.load(file);
    } catch (RefusedException e) {
      throw check.join().orElse(e); // a damaged file is the better reason
    }
    try {
      Optional<RefusedException> damaged = check.join();
      if (damaged.isPresent()) {
        throw damaged.get();
      }
      CheckedPictures checked = new CheckedPictures(() -> base.forward(maxBatch), maxBatch);
      return opened(new OpenBase(digest, base, lanes.apply(base), checked, footprint));
    } catch (RefusedException | RuntimeException | Error e) {
      base.close();
      throw e;
    }
  }

  private Leased<OpenBase>.Lease opened(OpenBase base) {
    Leased<OpenBase> leased = new Leased<>(base, closer);
    Leased<OpenBase>.Lease first = leased.lease().orElseThrow();
    open.put(base.digest(), leased);
    leased.retire().whenComplete((done, failure) -> open.remove(base.digest(), leased));
    return first;
  }

  private Optional<RefusedException> check(Digest digest) {
    try {
      source.check(digest);
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e);
    }
  }

  /** Completes when the base is closed: at once if it is not open. */
  CompletionStage<Void> closed(Digest digest) {
    Leased<OpenBase> leased = open.get(digest);
    return leased == null ? CompletableFuture.completedFuture(null) : leased.retire();
  }

  /** Bytes of all that are open, by estimate. */
  long openBytes() {
    return open.keySet().stream().mapToLong(this::bytes).sum();
  }

  /** Bytes of one of them, by estimate; 0 if it is not open. */
  long bytes(Digest digest) {
    return of(open.get(digest), base -> base.footprint().open());
  }

  /** Images that wait in front of all bases. */
  public int queued() {
    return (int)
        open.values().stream().mapToLong(base -> of(base, one -> one.lane().queued())).sum();
  }

  /** 0 if it is closed. */
  private static long of(Leased<OpenBase> base, ToLongFunction<OpenBase> number) {
    Optional<Leased<OpenBase>.Lease> lease = Optional.ofNullable(base).flatMap(Leased::lease);
    if (lease.isEmpty()) {
      return 0;
    }
    try (Leased<OpenBase>.Lease held = lease.get()) {
      return number.applyAsLong(held.resource());
    }
  }

  /** How many bases are open. */
  public int count() {
    return open.size();
  }
}
