package io.mapache.trainer.registry;

import io.mapache.contracts.event.ModelRouted;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Who answers beside the champion: a canary for a share of the requests, a shadow for nobody. */
public final class Traffic {

  /** Name of a header: RFC 9110, a token. */
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  private final Registrar registrar;

  public Traffic(Registrar registrar) {
    this.registrar = registrar;
  }

  /** Begins a canary, changes its share, or puts it in another one's place. */
  public Change canary(String model, ModelRouted.Canary wanted, String by, String reason)
      throws InterruptedException {
    if (!(wanted.percent() > 0 && wanted.percent() < 100)) {
      return new Change.Invalid(
          "percent: %s (expected: above 0 and below 100; all requests are the champion's: promote)"
              .formatted(wanted.percent()));
    }
    if (wanted.stickyKey() != null && !HEADER.matcher(wanted.stickyKey()).matches()) {
      return new Change.Invalid(
          "stickyKey: '%s' (expected: the name of a request header)".formatted(wanted.stickyKey()));
    }
    Optional<String> stickyKey = Optional.ofNullable(wanted.stickyKey());
    return registrar.route(
        model,
        new Beside(wanted.version()) {
          @Override
          public Routing next(Routing now, Instant at) {
            Instant since = now.canary(wanted.version()).map(Routing.Canary::since).orElse(at);
            return now.withCanary(
                new Routing.Canary(wanted.version(), wanted.percent(), stickyKey, since));
          }
        },
        by,
        reason);
  }

  public Change endCanary(String model, String by, String reason) throws InterruptedException {
    return registrar.route(model, new End(OptionalInt.empty(), Routing::withoutCanary), by, reason);
  }

  /** Ends the canary if it is still this version. */
  void endCanary(String model, int version, String by, String reason) throws InterruptedException {
    registrar.route(model, new End(OptionalInt.of(version), Routing::withoutCanary), by, reason);
  }

  public Change shadow(String model, int version, String by, String reason)
      throws InterruptedException {
    return registrar.route(
        model,
        new Beside(version) {
          @Override
          public Routing next(Routing now, Instant at) {
            return now.withShadow(version);
          }
        },
        by,
        reason);
  }

  public Change endShadow(String model, String by, String reason) throws InterruptedException {
    return registrar.route(model, new End(OptionalInt.empty(), Routing::withoutShadow), by, reason);
  }

  /** A version that is there, beside a champion that is another one. */
  private abstract static class Beside implements Registrar.Plan {

    private final int version;

    Beside(int version) {
      this.version = version;
    }

    @Override
    public Optional<Change> objection(Model model) {
      if (model.version(version).isEmpty()) {
        return Optional.of(Registrar.unknown(model.name(), version));
      }
      if (model.champion().isEmpty()) {
        return Optional.of(
            new Change.Refused(
                "model '%s' has no champion yet: promote version %d instead"
                    .formatted(model.name(), version)));
      }
      return model.isChampion(version)
          ? Optional.of(
              new Change.Refused(
                  "version %d of '%s' is the champion and answers already. Name another one."
                      .formatted(version, model.name())))
          : Optional.empty();
    }
  }

  private record End(OptionalInt only, UnaryOperator<Routing> change) implements Registrar.Plan {

    @Override
    public Optional<Change> objection(Model model) {
      return Optional.empty();
    }

    @Override
    public Routing next(Routing now, Instant at) {
      boolean meant = only.isEmpty() || now.canary(only.getAsInt()).isPresent();
      return meant ? change.apply(now) : now;
    }
  }
}
