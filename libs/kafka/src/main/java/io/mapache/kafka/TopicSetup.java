package io.mapache.kafka;

import io.mapache.contracts.Topic;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jboss.logging.Logger;

/**
 * Creates a service's topics as soon as Kafka is there, on a thread of its own, and tells whether
 * Kafka answers: so a service starts before its broker. Thread-safe.
 */
public final class TopicSetup implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicSetup.class);
  private static final int PROBE_MS = 2_000;

  private final KafkaSettings settings;
  private final List<Topic> topics;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Admin admin;

  private TopicSetup(KafkaSettings settings, Collection<Topic> topics) {
    this.settings = settings;
    this.topics = List.copyOf(topics);
    this.thread = new Thread(this::ensureTopics, "topic-setup");
    this.thread.setDaemon(true);
  }

  /** Returns at once. */
  public static TopicSetup start(KafkaSettings settings, Collection<Topic> topics) {
    TopicSetup setup = new TopicSetup(settings, topics);
    setup.thread.start();
    return setup;
  }

  /** Completes when all topics are there, on the thread that made them. */
  public CompletionStage<Void> done() {
    return done.copy();
  }

  /** Healthy if the topics are there and Kafka answers now; asks it, for at most 2 s. */
  public KafkaHealth health() {
    if (!done.isDone()) {
      return KafkaHealth.bad("Kafka at " + settings.bootstrapServers() + " has no topics yet");
    }
    try {
      admin().describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_MS)).clusterId().get();
      return KafkaHealth.good("Kafka answers at " + settings.bootstrapServers());
    } catch (ExecutionException | RuntimeException e) {
      return KafkaHealth.bad(
          "Kafka at %s does not answer: %s".formatted(settings.bootstrapServers(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return KafkaHealth.bad("interrupted");
    }
  }

  private void ensureTopics() {
    Backoff backoff = new Backoff(closing);
    do {
      try {
        TopicAdmin.ensure(settings, topics);
        done.complete(null);
        return;
      } catch (KafkaUnavailableException e) {
        LOG.infof("trying again: %s", e.getMessage());
      }
    } while (backoff.await());
  }

  private synchronized Admin admin() {
    if (closing.getCount() == 0) {
      throw new IllegalStateException("closed");
    }
    if (admin == null) {
      admin = Admin.create(ClientConfig.admin(settings));
    }
    return admin;
  }

  @Override
  public void close() {
    closing.countDown();
    synchronized (this) {
      if (admin != null) {
        admin.close(java.time.Duration.ofSeconds(1));
      }
    }
  }
}
