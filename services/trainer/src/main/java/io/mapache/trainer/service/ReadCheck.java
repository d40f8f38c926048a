package io.mapache.trainer.service;

import io.mapache.kafka.KafkaHealth;
import io.mapache.trainer.datasets.kafka.ImageTopic;
import io.mapache.trainer.feedback.kafka.FeedbackTopics;
import io.mapache.trainer.journal.kafka.Folds;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: what Kafka holds is known, and what it will hold is followed. */
@Readiness
@Singleton
class ReadCheck implements HealthCheck {

  private final Lifecycle lifecycle;
  private final Folds folds;
  private final ImageTopic images;
  private final FeedbackTopics feedback;

  ReadCheck(Lifecycle lifecycle, Folds folds, ImageTopic images, FeedbackTopics feedback) {
    this.lifecycle = lifecycle;
    this.folds = folds;
    this.images = images;
    this.feedback = feedback;
  }

  @Override
  public HealthCheckResponse call() {
    KafkaHealth decisions = folds.health();
    KafkaHealth view = images.health();
    return HealthCheckResponse.named("topics")
        .status(lifecycle.ready() && decisions.healthy() && view.healthy())
        .withData("started", lifecycle.ready())
        .withData("decisions", decisions.detail())
        .withData("images", view.detail())
        .withData("predictions", feedback.health().detail())
        .build();
  }
}
