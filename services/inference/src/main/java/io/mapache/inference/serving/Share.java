package io.mapache.inference.serving;

import io.mapache.contracts.Digest;
import io.mapache.contracts.event.ModelDeployment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * A canary and its share of the requests. Who sends the same value of the sticky header always
 * meets the same version, on every replica; with a larger share nobody goes back from it.
 *
 * @param percent of the requests, 0 to 100
 * @param header name of the request header that decides; empty: requests take turns
 */
public record Share(ModelVersion version, double percent, Optional<String> header) {

  /** Of 2^64: its multiples spread evenly however many there are (the golden ratio). */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  static Share of(String model, ModelDeployment.Canary canary) {
    return new Share(
        ModelVersion.of(model, canary.version()),
        canary.percent(),
        Optional.ofNullable(canary.stickyKey()));
  }

  /**
   * @param attributes value of a request header by its name
   * @param turn number of the request, for those without the header
   */
  boolean takes(Function<String, Optional<String>> attributes, long turn) {
    long place = header.flatMap(attributes).map(this::hash).orElse(turn * STEP);
    return (place >>> 11) * 0x1.0p-53 < percent / 100;
  }

  private long hash(String value) {
    String whole = version.model() + '\n' + version.version() + '\n' + value;
    return ByteBuffer.wrap(Digest.sha256().digest(whole.getBytes(StandardCharsets.UTF_8)))
        .getLong();
  }
}
