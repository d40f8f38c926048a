package io.mapache.trainer.service;

import io.mapache.contracts.Topic;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicSetup;
import io.mapache.trainer.datasets.kafka.ImageTopic;
import io.mapache.trainer.datasets.rocksdb.RocksImageStore;
import io.mapache.trainer.feedback.kafka.FeedbackTopics;
import io.mapache.trainer.feedback.rocksdb.RocksPredictionStore;
import io.mapache.trainer.journal.kafka.Folds;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.trainings.Workers;
import io.mapache.trainer.trainings.process.FastWorkerJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Starts the parts in the order in which they need each other, and stops them in the reverse one:
 * topics, then what is folded from them, then the work that decides on it. The start goes on in a
 * thread of its own, so that the service answers its health checks while there is no broker.
 */
@Singleton
class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  private final KafkaSettings kafka;
  private final EventPublisher publisher;
  private final RocksImageStore store;
  private final ImageTopic images;
  private final Folds folds;
  private final FeedbackTopics feedback;
  private final RocksPredictionStore predictions;
  private final ModelLog models;
  private final FastWorkerJobs fastJobs;
  private final Workers workers;
  private final Rounds rounds;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread starter = new Thread(this::start, "trainer-start");
  private volatile TopicSetup topics;
  private volatile boolean ready;

  Lifecycle(
      KafkaSettings kafka,
      EventPublisher publisher,
      RocksImageStore store,
      ImageTopic images,
      Folds folds,
      FeedbackTopics feedback,
      RocksPredictionStore predictions,
      ModelLog models,
      FastWorkerJobs fastJobs,
      Workers workers,
      Rounds rounds) {
    this.kafka = kafka;
    this.publisher = publisher;
    this.store = store;
    this.images = images;
    this.folds = folds;
    this.feedback = feedback;
    this.predictions = predictions;
    this.models = models;
    this.fastJobs = fastJobs;
    this.workers = workers;
    this.rounds = rounds;
  }

  /** Everything that was decided before is known again, and work goes on. */
  boolean ready() {
    return ready;
  }

  void start(@Observes StartupEvent event) {
    starter.setDaemon(true);
    starter.start();
  }

  private void start() {
    try {
      topics = TopicSetup.start(kafka, List.of(Topic.values()));
      topics.done().toCompletableFuture().get();
      images.start();
      folds.start().toCompletableFuture().get();
      if (closing.getCount() > 0) {
        feedback.start();
        warmUp();
        workers.start();
        rounds.start();
        ready = true;
        LOG.info("ready: all trainings and models are read from Kafka");
      }
    } catch (ExecutionException e) {
      if (closing.getCount() > 0) {
        LOG.error("the trainer cannot read its topics and stays unready", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A model that serves gets new heads; the first need not wait for a process. */
  private void warmUp() {
    if (models.all().stream().anyMatch(model -> model.champion().isPresent())) {
      try {
        fastJobs.warmUp();
      } catch (IOException e) {
        LOG.debugf("the fast lane's process is started later: %s", e.getMessage());
      }
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    ready = false;
    closing.countDown();
    starter.interrupt();
    TopicSetup setup = topics;
    if (setup != null) {
      setup.close();
    }
    rounds.close();
    workers.close();
    fastJobs.close();
    feedback.close();
    images.close();
    folds.close();
    publisher.close();
    predictions.close();
    store.close();
  }
}
