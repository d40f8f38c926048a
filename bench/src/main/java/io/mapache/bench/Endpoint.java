package io.mapache.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The predict endpoint of a running inference service, as a client sees it. Thread-safe. */
final class Endpoint {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI service;
  private final String model;
  private final URI predict;

  private Endpoint(URI service, String model) {
    this.service = service;
    this.model = model;
    this.predict = service.resolve("/v1/models/" + model + "/predict");
  }

  /**
   * @param model null for the first model that the service has
   */
  static Endpoint of(URI service, String model) throws IOException, InterruptedException {
    if (model != null) {
      return new Endpoint(service, model);
    }
    Endpoint any = new Endpoint(service, "");
    JsonNode models = any.get("/v1/models");
    if (models.isEmpty()) {
      throw new IOException(service + " serves no model: run ./mapache demo first");
    }
    return new Endpoint(service, models.get(0).path("model").asText());
  }

  /** Digest of the bundle that answers now. */
  String bundle() throws IOException, InterruptedException {
    return get("/v1/models/" + model).path("digest").asText();
  }

  String model() {
    return model;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(service.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + path + " answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  void predict(byte[] picture) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(predict)
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          predict
              + " answered "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
