package io.mapache.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.mapache.contracts.Json;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/** Asks a part whether it is ready for work. */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** What keeps the part from working; empty if it is ready. */
  Optional<String> problem(Part part, int port) {
    try {
      return part.isService() ? health(port) : kafka(port);
    } catch (IOException e) {
      return Optional.of("does not answer on port " + port);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** Whether nobody listens there. */
  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<String> health(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
            .timeout(PATIENCE)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return response.statusCode() == 200 ? Optional.empty() : Optional.of(down(response.body()));
  }

  /** The names of the checks that are down, as MicroProfile Health lists them. */
  private static String down(byte[] health) {
    try {
      StringJoiner names = new StringJoiner(", ", "not ready: ", "").setEmptyValue("not ready");
      for (JsonNode check : Json.read(health, JsonNode.class).path("checks")) {
        if (!check.path("status").asText().equals("UP")) {
          names.add(check.path("name").asText());
        }
      }
      return names.toString();
    } catch (UncheckedIOException e) {
      return "not ready";
    }
  }

  /**
   * Sends ApiVersions, version 0, the first thing every Kafka client asks, and looks for an answer
   * without an error. Source: Kafka protocol guide, "ApiVersions".
   */
  private static Optional<String> kafka(int port) throws IOException {
    try (Socket socket = new Socket()) {
      int patience = (int) PATIENCE.toMillis();
      socket.connect(new InetSocketAddress("localhost", port), patience);
      socket.setSoTimeout(patience);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(10); // bytes that follow
      out.writeShort(18); // ApiVersions
      out.writeShort(0); // its version
      out.writeInt(7); // correlation id, comes back
      out.writeShort(-1); // no client id
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      boolean answers = in.readInt() >= 6 && in.readInt() == 7 && in.readShort() == 0;
      return answers ? Optional.empty() : Optional.of("does not speak Kafka on port " + port);
    }
  }
}
