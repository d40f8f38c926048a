package io.mapache.cli.predict;

import io.mapache.cli.Failure;
import io.mapache.cli.Settings;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.http.Unanswered;
import io.mapache.cli.stack.Part;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;

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
    try {
      HttpRequest request =
          inference
              .request("/v1/models/" + Service.encoded(model) + "/predict", query -> query, TIMEOUT)
              .header("Content-Type", "application/octet-stream")
              .POST(HttpRequest.BodyPublishers.ofFile(image))
              .build();
      return inference.http().send(request, patience);
    } catch (FileNotFoundException e) {
      throw new Failure("cannot read " + image + " (" + e.getMessage() + ")", e);
    }
  }
}
