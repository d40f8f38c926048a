package io.mapache.trainer.registry;

import io.mapache.contracts.event.ModelRouted;
import java.time.Instant;
import java.util.Optional;

/**
 * Which versions beside the champion get traffic. A version has one role: what becomes the champion
 * or the canary stops being the shadow.
 */
public record Routing(Optional<Canary> canary, Optional<Integer> shadow) {

  static final Routing NONE = new Routing(Optional.empty(), Optional.empty());

  /**
   * A version that answers a share of the requests.
   *
   * @param percent above 0, below 100
   * @param stickyKey name of the request header whose value decides; empty for chance
   * @param since when it began to answer, with whatever share
   */
  public record Canary(int version, double percent, Optional<String> stickyKey, Instant since) {}

  static Routing of(ModelRouted event, Routing before) {
    return new Routing(
        Optional.ofNullable(event.canary())
            .map(
                canary ->
                    new Canary(
                        canary.version(),
                        canary.percent(),
                        Optional.ofNullable(canary.stickyKey()),
                        before.canary(canary.version()).map(Canary::since).orElse(event.at()))),
        Optional.ofNullable(event.shadow()));
  }

  Optional<Canary> canary(int version) {
    return canary.filter(there -> there.version() == version);
  }

  Routing withCanary(Canary wanted) {
    return new Routing(Optional.of(wanted), shadow.filter(version -> version != wanted.version()));
  }

  Routing withShadow(int version) {
    return new Routing(canary.filter(there -> there.version() != version), Optional.of(version));
  }

  Routing withoutCanary() {
    return new Routing(Optional.empty(), shadow);
  }

  Routing withoutShadow() {
    return new Routing(canary, Optional.empty());
  }

  /** Of a model whose champion the version has become. */
  Routing without(int version) {
    return new Routing(
        canary.filter(there -> there.version() != version),
        shadow.filter(there -> there != version));
  }

  /** The event's form. */
  ModelRouted.Canary written() {
    return canary
        .map(
            there ->
                new ModelRouted.Canary(
                    there.version(), there.percent(), there.stickyKey().orElse(null)))
        .orElse(null);
  }
}
