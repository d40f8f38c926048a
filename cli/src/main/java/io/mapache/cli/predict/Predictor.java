package io.mapache.cli.predict;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Query;
import io.mapache.cli.http.Service;
import io.mapache.cli.http.Unanswered;
import io.mapache.cli.stack.Part;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Asks inference about images. Any number of threads. */
public final class Predictor {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Service inference;

  public Predictor(Settings settings) {
    this.inference = Service.of(Part.INFERENCE, settings);
  }

  public Service service() {
    return inference;
  }

  /**
   * Blocks for the answer, which may be a refusal.
   *
   * @throws Failure if the file cannot be read
   * @throws Unanswered if inference stays away, or busy
   */
  public Answer predict(String model, Path image, Patience patience) throws Unanswered {
    return predict(model, image, query -> query, patience);
  }

  /**
   * The same with more in the query.
   *
   * @throws Failure if the file cannot be read
   * @throws Unanswered if inference stays away, or busy
   */
  Answer predict(String model, Path image, UnaryOperator<Query> query, Patience patience)
      throws Unanswered {
    try {
      HttpRequest request =
          request(model, query)
              .header("Content-Type", "application/octet-stream")
              .POST(HttpRequest.BodyPublishers.ofFile(image))
              .build();
      return inference.http().send(request, patience);
    } catch (FileNotFoundException e) {
      throw unreadable(e);
    }
  }

  /**
   * Asks about several in one request: they are answered by one version, in their order.
   *
   * @throws Failure if a file cannot be read
   * @throws Unanswered if inference stays away, or busy
   */
  Answer predict(String model, List<Path> images, UnaryOperator<Query> query, Patience patience)
      throws Unanswered {
    try {
      Multipart body = Multipart.of(images);
      HttpRequest request =
          request(model, query).header("Content-Type", body.type()).POST(body.publisher()).build();
      return inference.http().send(request, patience);
    } catch (FileNotFoundException e) {
      throw unreadable(e);
    }
  }

  private HttpRequest.Builder request(String model, UnaryOperator<Query> query) {
    return inference.request("/v1/models/" + Service.encoded(model) + "/predict", query, TIMEOUT);
  }

  private static Failure unreadable(FileNotFoundException e) {
    return new Failure("cannot read " + e.getMessage(), e);
  }
}
