package io.mapache.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {

  private static final int RECORDS = 20_000;

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedIsThereAfterTheProcessWasKilled() throws Exception {
    int port = freePort();
    int controllerPort = freePort();
    String bootstrapServers = "localhost:" + port;
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    Process first = broker(port, controllerPort);
    Records.createTopic(bootstrapServers);
    Process second;
    try (KafkaProducer<String, String> producer = Records.producer(bootstrapServers)) {
      send(producer, 0, RECORDS / 2, acknowledged);
      // In the middle of what is on its way.
      first.destroyForcibly().waitFor();
      // Before the next record: a producer that has lost its only broker forgets the topic, and
      // each send would wait a minute for it.
      second = broker(port, controllerPort);
      send(producer, RECORDS / 2, RECORDS, acknowledged);
    }
    try {
      assertThat(acknowledged).hasSize(RECORDS);
      assertThat(Set.copyOf(Records.readAll(bootstrapServers))).containsAll(acknowledged);
    } finally {
      second.destroy();
      second.waitFor();
    }
  }

  private static void send(
      KafkaProducer<String, String> producer, int from, int to, Set<String> acknowledged) {
    for (int number = from; number < to; number++) {
      String value = String.valueOf(number);
      var unused =
          producer.send(
              new ProducerRecord<>("records", value),
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.add(value);
                }
              });
    }
  }

  private Process broker(int port, int controllerPort) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(BrokerMain.class.getName());
    command.addAll(List.of("--home", data.toString()));
    command.addAll(List.of("--port", "" + port, "--controller-port", "" + controllerPort));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader output = process.inputReader();
    assertThat(output.readLine()).startsWith("broker ready on localhost:" + port);
    return process;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
