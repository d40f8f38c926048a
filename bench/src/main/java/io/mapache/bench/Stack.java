package io.mapache.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** The three services of a running stack, as a client sees them. */
final class Stack {

  /** Uploads under way at a time. */
  private static final int AT_ONCE = 32;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI ingest;
  private final URI trainer;
  private final URI inference;

  private Stack(URI ingest, URI trainer, URI inference) {
    this.ingest = ingest;
    this.trainer = trainer;
    this.inference = inference;
  }

  /** At the ports that {@code ./mapache up} takes, by the same variables. */
  static Stack fromEnvironment() {
    return new Stack(
        service("MAPACHE_INGEST_PORT", 8081),
        service("MAPACHE_TRAINER_PORT", 8082),
        service("MAPACHE_INFERENCE_PORT", 8083));
  }

  private static URI service(String variable, int otherwise) {
    String port = System.getenv().getOrDefault(variable, String.valueOf(otherwise));
    return URI.create("http://127.0.0.1:" + port);
  }

  /** An encoded image and its label. */
  record Labelled(byte[] image, String label) {}

  void define(String dataset, String definition) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(trainer.resolve("/v1/datasets/" + dataset))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(definition));
    send(request);
  }

  /** Returns when all are stored. */
  void upload(String dataset, List<Labelled> images) throws InterruptedException {
    Semaphore room = new Semaphore(AT_ONCE);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (Labelled image : images) {
      room.acquire();
      URI place = ingest.resolve("/v1/images?dataset=" + dataset + "&label=" + image.label());
      HttpRequest request =
          HttpRequest.newBuilder(place)
              .header("Content-Type", "application/octet-stream")
              .POST(BodyPublishers.ofByteArray(image.image()))
              .build();
      sent.add(
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofString())
              .whenComplete((answer, failure) -> room.release())
              .thenAccept(Stack::requireStored));
    }
    sent.forEach(CompletableFuture::join);
  }

  private static void requireStored(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new UncheckedIOException(
          new IOException("upload: " + answer.statusCode() + " " + answer.body()));
    }
  }

  /** Asks for a training; its id. */
  String train(String dataset, String recipe) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(trainer.resolve("/v1/trainings"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"dataset\":\"%s\",\"recipe\":%s}".formatted(dataset, recipe)));
    return send(request).path("training").asText();
  }

  /** Newest first. */
  JsonNode trainings() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(trainer.resolve("/v1/trainings")));
  }

  /**
   * Waits for a training's end.
   *
   * @throws IOException if it has not completed
   */
  JsonNode await(String training) throws IOException, InterruptedException {
    while (true) {
      JsonNode answer = send(HttpRequest.newBuilder(trainer.resolve("/v1/trainings/" + training)));
      String state = answer.path("state").asText();
      if (state.equals("completed")) {
        return answer;
      }
      if (state.equals("failed") || state.equals("cancelled")) {
        throw new IOException("training " + training + ": " + state + " " + answer.path("cause"));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  /** The version that answers; 0 if none does. */
  int answering(String model, byte[] image) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(inference.resolve("/v1/models/" + model + "/predict"))
                .POST(BodyPublishers.ofByteArray(image))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return answer.statusCode() == 200 ? JSON.readTree(answer.body()).path("version").asInt() : 0;
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest built = request.build();
    HttpResponse<byte[]> answer = client.send(built, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s %s answered %d: %s"
              .formatted(
                  built.method(),
                  built.uri(),
                  answer.statusCode(),
                  new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
    }
    return JSON.readTree(answer.body());
  }
}
