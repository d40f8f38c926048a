package io.mapache.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the JDK's own server. */
class ClientTest {

  private final List<String> asked = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/a", 200, "{\"version\":7}");
    answer("/b", 429, "");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsStatusAndVersionOneRequestAfterTheOther() throws IOException {
    try (Client client = client("/a")) {
      assertAnswered(client.answer(0, 1), 7);
      assertAnswered(client.answer(1, 1), 7);
    }
    assertThat(asked).containsExactly("first", "second");
  }

  @Test
  void anAnswerWithoutAVersionIsAnAnswer() throws IOException {
    answer("/text", 200, "a cat");
    try (Client client = client("/text")) {
      assertAnswered(client.answer(0, 1), 0);
    }
  }

  @Test
  void takesPathsInTurn() throws IOException {
    try (Client client = client("/a", "/b")) {
      assertThat(client.answer(0, 1).status()).isEqualTo(200);
      assertThat(client.answer(1, 1).status()).isEqualTo(429);
    }
  }

  @Test
  void aServerThatIsGoneGivesNoAnswerAndOneThatIsBackDoes() throws IOException {
    InetSocketAddress address = server.getAddress();
    try (Client client = client("/a")) {
      server.stop(0);
      assertThat(client.answer(0, 1).status()).isEqualTo(Answer.NO_ANSWER);

      server = HttpServer.create(address, 0);
      answer("/a", 200, "{\"version\":8}");
      server.start();
      assertAnswered(client.answer(0, 1), 8);
    }
  }

  private static void assertAnswered(Answering.Reply reply, int version) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.version()).isEqualTo(version);
  }

  private Client client(String... paths) throws IOException {
    URI service = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return Client.of(
        new Target(service, List.of(paths), Form.PLAIN),
        List.of(message("first"), message("second")));
  }

  private static Message message(String body) {
    return Form.PLAIN.of(body.getBytes(StandardCharsets.UTF_8));
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
