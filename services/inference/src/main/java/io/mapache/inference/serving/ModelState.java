package io.mapache.inference.serving;

import io.mapache.models.session.Leased;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where a version is between being wanted and being gone. A state offers its legal moves and no
 * others:
 *
 * <pre>
 * Loading → Verifying → Warming → Serving → Draining → Closed
 *  ↑ ↓ └──────────┴──────────┴──→ Refused      ↓
 * Resting ←────────────────────────────────────┘
 * </pre>
 */
public sealed interface ModelState {

  ModelVersion id();

  /** As it is told to the outside. */
  String name();

  /** Empty until the bundle has been read. */
  Optional<Facts> facts();

  /** Whether it will serve, or be refused, without anybody doing anything. */
  default boolean isOnItsWay() {
    return false;
  }

  /** Why it is not served; empty except for {@link Refused}. */
  default Optional<String> reason() {
    return Optional.empty();
  }

  /** The bundle is fetched; the base is, too, unless it is open already. */
  record Loading(ModelVersion id) implements ModelState {
    @Override
    public String name() {
      return "loading";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.empty();
    }

    @Override
    public boolean isOnItsWay() {
      return true;
    }

    /** There is no room for it, and nobody waits for it. */
    public Resting rest(Facts read) {
      return new Resting(id, read);
    }

    public Verifying verify(Facts read) {
      return new Verifying(id, read);
    }

    public Refused refuse(Refusal why) {
      return new Refused(id, why);
    }
  }

  /** Head and golden inputs are fetched; signature and golden predictions are checked. */
  record Verifying(ModelVersion id, Facts read) implements ModelState {
    @Override
    public String name() {
      return "verifying";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.of(read);
    }

    @Override
    public boolean isOnItsWay() {
      return true;
    }

    public Warming warm() {
      return new Warming(id, read);
    }

    public Refused refuse(Refusal why) {
      return new Refused(id, why);
    }
  }

  /** The first, slow passes of a base run before anybody waits for them. */
  record Warming(ModelVersion id, Facts read) implements ModelState {
    @Override
    public String name() {
      return "warming";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.of(read);
    }

    @Override
    public boolean isOnItsWay() {
      return true;
    }

    public Serving serve(Leased<ServingModel> warmed) {
      return new Serving(id, read, warmed);
    }

    public Refused refuse(Refusal why) {
      return new Refused(id, why);
    }
  }

  /** Answers requests; the only state that does. */
  record Serving(ModelVersion id, Facts read, Leased<ServingModel> model) implements ModelState {
    @Override
    public String name() {
      return "serving";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.of(read);
    }

    /** Nanoseconds since its last request; as many as there can be if there was none. */
    long idle(long nanos) {
      return model
          .lease()
          .map(
              lease -> {
                try (lease) {
                  return lease.resource().idle(nanos);
                }
              })
          .orElse(Long.MAX_VALUE);
    }

    /** It makes room, and is asked for again later; beside this, {@link #drain}. */
    public Resting rest() {
      return new Resting(id, read);
    }

    /** Only after another one is in its place: a request that finds it retired looks again. */
    public Draining drain() {
      return new Draining(id, read, model.retire());
    }
  }

  /**
   * Takes no new requests; those that run go on.
   *
   * @param closed completes when the last of them has ended and what it held is let go
   */
  record Draining(ModelVersion id, Facts read, CompletionStage<Void> closed) implements ModelState {
    @Override
    public String name() {
      return "draining";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.of(read);
    }

    public Closed close() {
      return new Closed(id, read);
    }
  }

  /** Gone. */
  record Closed(ModelVersion id, Facts read) implements ModelState {
    @Override
    public String name() {
      return "closed";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.of(read);
    }
  }

  /** Closed for want of room, and loaded again when somebody asks for it. */
  record Resting(ModelVersion id, Facts read) implements ModelState {
    @Override
    public String name() {
      return "resting";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.of(read);
    }

    public Loading wake() {
      return new Loading(id);
    }
  }

  /** Will not be served; what was served before goes on. */
  record Refused(ModelVersion id, Refusal why) implements ModelState {
    @Override
    public String name() {
      return "refused";
    }

    @Override
    public Optional<Facts> facts() {
      return Optional.empty();
    }

    @Override
    public Optional<String> reason() {
      return Optional.of(why.reason());
    }

    /** Only where it {@link Refusal#mayPass()}. */
    public Loading retry() {
      return new Loading(id);
    }
  }
}
