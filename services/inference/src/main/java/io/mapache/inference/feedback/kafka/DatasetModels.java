package io.mapache.inference.feedback.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.DatasetDefined;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicFollower;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Which model predicts the images of a dataset: the one of its name, unless it is defined. */
final class DatasetModels implements AutoCloseable {

  private final Map<String, String> models = new ConcurrentHashMap<>();
  private TopicFollower follower;

  /** Completes when all definitions so far are read. */
  CompletionStage<Void> start(KafkaSettings settings) {
    follower = TopicFollower.start(settings, Topic.DATASETS, Map.of(), this::on);
    return follower.caughtUp();
  }

  private void on(List<Received> batch, Map<Integer, Long> next) {
    for (Received received : batch) {
      if (received.event() instanceof DatasetDefined defined) {
        String model = defined.definition().model();
        models.put(defined.dataset(), model == null ? defined.dataset() : model);
      }
    }
  }

  String of(String dataset) {
    return models.getOrDefault(dataset, dataset);
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
  }
}
