package io.mapache.models.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that must not be closed while anybody uses it: closing an ONNX Runtime session during
 * {@code run} kills the JVM. One count: the owner is the first holder, each lease is another, zero
 * is final and closes. To swap: put the new one in place first, then {@link #retire()} the old one;
 * a caller who finds it gone re-reads the current one and tries again.
 *
 * <p>Any number of threads; nobody ever waits for anybody.
 */
public final class Leased<T extends AutoCloseable> {

  private final T resource;
  private final Executor closer;
  private final AtomicInteger holders = new AtomicInteger(1);
  private final AtomicBoolean retired = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /**
   * @param resource closed by this object and nobody else
   * @param closer runs the close: a thread of its own, so that freeing native memory never happens
   *     inside a request; in tests {@code Runnable::run}
   */
  public Leased(T resource, Executor closer) {
    this.resource = resource;
    this.closer = closer;
  }

  /** A lease, or empty once the last holder has let go. Close it once the work is done. */
  public Optional<Lease> lease() {
    int held = holders.getAndUpdate(n -> n == 0 ? 0 : n + 1);
    return held == 0 ? Optional.empty() : Optional.of(new Lease());
  }

  /**
   * The owner lets go. Leases that run go on; the last one to end closes. Calling it again changes
   * nothing.
   *
   * @return completes when the resource is closed, or with what its {@code close} threw
   */
  public CompletionStage<Void> retire() {
    if (retired.compareAndSet(false, true)) {
      release();
    }
    return closed.minimalCompletionStage();
  }

  /** Leases that are out now, for metrics: old by the time it is read. */
  public int leases() {
    return Math.max(0, holders.get() - (retired.get() ? 0 : 1));
  }

  private void release() {
    if (holders.decrementAndGet() == 0) {
      closer.execute(this::closeNow);
    }
  }

  private void closeNow() {
    try {
      resource.close();
      closed.complete(null);
    } catch (Exception e) {
      closed.completeExceptionally(e);
    }
  }

  /** The right to use the resource until closed. Closing it twice counts once. */
  public final class Lease implements AutoCloseable {

    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease() {}

    /**
     * @throws IllegalStateException after {@link #close()}: the resource may be gone
     */
    public T resource() {
      if (ended.get()) {
        throw new IllegalStateException(
            "lease of " + resource + " has ended (expected: use inside its try block)");
      }
      return resource;
    }

    @Override
    public void close() {
      if (ended.compareAndSet(false, true)) {
        release();
      }
    }
  }
}
