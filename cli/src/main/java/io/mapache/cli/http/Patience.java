package io.mapache.cli.http;

import java.time.Duration;

/**
 * How long, and how often, a request is sent again while nobody takes it.
 *
 * @param limit from the first failure on; zero: never again
 * @param first pause after the first failure; each next one is twice as long, up to {@code longest}
 */
public record Patience(Duration limit, Duration first, Duration longest) {

  /** Outlasts the restart of a service, or of the broker under it. */
  public static final Patience A_MINUTE =
      new Patience(Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofSeconds(5));

  public static final Patience NONE = new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** The pause after that many failures, from 1. */
  Duration pause(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, 20);
    return Duration.ofMillis(Math.min(doubled, longest.toMillis()));
  }
}
