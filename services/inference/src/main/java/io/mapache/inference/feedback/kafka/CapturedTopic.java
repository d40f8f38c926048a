package io.mapache.inference.feedback.kafka;

import io.mapache.contracts.Topic;
import io.mapache.contracts.event.ImageCaptured;
import io.mapache.inference.feedback.Captures;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.GroupReader;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.Received;
import io.mapache.kafka.TopicSetup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Shares captured images with the other replicas of inference. */
public final class CapturedTopic implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CapturedTopic.class);

  private static final String GROUP = "mapache-inference";

  /** Images on their way, those among them whose model does not serve. */
  private static final int MOST = 10_000;

  private final KafkaSettings settings;
  private final EventPublisher publisher;
  private final DatasetModels models = new DatasetModels();
  private TopicSetup setup;
  private GroupReader reader;
  private boolean closed;

  public CapturedTopic(KafkaSettings settings, EventPublisher publisher) {
    this.settings = settings;
    this.publisher = publisher;
  }

  /** The model that predicts a dataset's images. */
  public Function<String, String> models() {
    return models::of;
  }

  /** Returns at once. */
  public void start(Captures captures) {
    setup = TopicSetup.start(settings, List.of(Topic.IMAGES, Topic.DATASETS, Topic.DEAD_LETTERS));
    models.start(settings).thenRun(() -> read(captures));
  }

  private synchronized void read(Captures captures) {
    if (!closed) {
      reader =
          GroupReader.start(
              settings, Topic.IMAGES, GROUP, MOST, received -> take(captures, received));
    }
  }

  private CompletionStage<Void> take(Captures captures, Received received) {
    return received.event() instanceof ImageCaptured captured
        ? captures.take(captured, reason -> putAside(received, reason))
        : CompletableFuture.completedFuture(null);
  }

  private CompletionStage<?> putAside(Received received, String reason) {
    LOG.warnf("%s goes to mapache.dead-letters: %s", received.position(), reason);
    return publisher.publishDead(received, reason);
  }

  @Override
  public void close() {
    GroupReader last;
    synchronized (this) {
      closed = true;
      last = reader;
    }
    if (setup != null) {
      setup.close();
      models.close();
    }
    if (last != null) {
      last.close();
    }
  }
}
