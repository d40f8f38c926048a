package io.mapache.trainer.datasets.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mapache.broker.TestBroker;
import io.mapache.contracts.Topic;
import io.mapache.kafka.EventPublisher;
import io.mapache.kafka.KafkaSettings;
import io.mapache.kafka.TopicAdmin;
import io.mapache.trainer.datasets.DatasetView;
import io.mapache.trainer.datasets.HeapImageStore;
import io.mapache.trainer.datasets.ImageEvent;
import io.mapache.trainer.datasets.ImageStore;
import io.mapache.trainer.datasets.Images;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImageTopicIT {

  private static final int IMAGES = 30;

  private static TestBroker broker;
  private static KafkaSettings kafka;

  @BeforeAll
  static void publishImages() throws Exception {
    broker = TestBroker.start();
    kafka = new KafkaSettings(broker.bootstrapServers(), "test");
    TopicAdmin.ensure(kafka, List.of(Topic.IMAGES));
    try (EventPublisher publisher = new EventPublisher(kafka, "/test")) {
      for (int i = 0; i < IMAGES; i++) {
        publisher
            .publish(Images.labeled("pets", "image" + i, "cat"))
            .toCompletableFuture()
            .get(10, SECONDS);
      }
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aLostStoreIsMadeAgainFromTheTopic() throws InterruptedException {
    DatasetView view = new DatasetView(new HeapImageStore());
    try (ImageTopic topic = new ImageTopic(kafka, view)) {
      topic.start();
      topic.await(Duration.ofSeconds(20));

      assertThat(images(view)).isEqualTo(IMAGES);
      assertThat(topic.lag()).isZero();
    }
  }

  @Test
  void aStoreGoesOnWhereItHasGotTo() throws InterruptedException {
    ImageStore store = new HeapImageStore();
    DatasetView view = new DatasetView(store);
    try (ImageTopic topic = new ImageTopic(kafka, view)) {
      topic.start();
      topic.await(Duration.ofSeconds(20));
    }
    Map<Integer, Long> before = store.positions();

    DatasetView restarted = new DatasetView(store);
    try (ImageTopic topic = new ImageTopic(kafka, restarted)) {
      topic.start();
      topic.await(Duration.ofSeconds(20));
    }

    assertThat(images(restarted)).isEqualTo(IMAGES);
    assertThat(store.positions()).isEqualTo(before);
  }

  @Test
  void aStoreThatWasMadeFromAnotherLogIsMadeAnew() {
    HeapImageStore store = new HeapImageStore();
    DatasetView view = new DatasetView(store);
    view.apply(
        List.of(new ImageEvent(Images.labeled("gone", "a", "fox"), 0, 9_999)),
        Map.of(0, 10_000L, 1, 10_000L));

    try (ImageTopic topic = new ImageTopic(kafka, view)) {
      topic.start();

      await().atMost(20, SECONDS).until(() -> images(view) == IMAGES);
      assertThat(view.find("gone")).isEmpty();
    }
  }

  private static int images(DatasetView view) {
    return view.find("pets").map(dataset -> dataset.tally().images()).orElse(0);
  }
}
