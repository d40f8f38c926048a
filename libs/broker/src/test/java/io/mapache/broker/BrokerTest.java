package io.mapache.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

  @Test
  void keepsWhatItHadWhenItStartsAgain() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      Records.createTopic(broker.bootstrapServers());
      try (KafkaProducer<String, String> producer = Records.producer(broker.bootstrapServers())) {
        for (int number = 0; number < 100; number++) {
          Records.send(producer, number).get();
        }
      }
      broker.pause();
      broker.resume();
      assertThat(Records.readAll(broker.bootstrapServers()))
          .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    }
  }

  @Test
  void saysWhichPortIsTaken(@TempDir Path data) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Broker.start(data, taken.getLocalPort(), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
    }
  }
}
