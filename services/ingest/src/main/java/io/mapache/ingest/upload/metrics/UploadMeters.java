package io.mapache.ingest.upload.metrics;

import io.mapache.imaging.Decoded;
import io.mapache.ingest.upload.Intake;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/**
 * {@code mapache_images_total{outcome,reason}}, {@code mapache_image_bytes_total} (of what was
 * taken), {@code mapache_upload_seconds{outcome}} (body, decode, disk and Kafka) and {@code
 * mapache_decode_seconds}. Outcomes and reasons are closed vocabularies; no dataset or label is a
 * metric's label.
 */
@ApplicationScoped
public class UploadMeters {

  private final MeterRegistry registry;

  UploadMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  public Function<byte[], Decoded> timed(Function<byte[], Decoded> decoder) {
    Timer timer = Timer.builder("mapache.decode").register(registry);
    return bytes -> timer.record(() -> decoder.apply(bytes));
  }

  public void count(Intake intake, Duration took) {
    registry
        .counter("mapache.images", "outcome", intake.outcome(), "reason", intake.reason())
        .increment();
    registry.timer("mapache.upload", "outcome", intake.outcome()).record(took);
    if (intake instanceof Intake.Accepted accepted) {
      registry.counter("mapache.image.bytes").increment(accepted.facts().bytes());
    }
  }
}
