package io.mapache.cli.ingest;

import io.mapache.cli.Failure;
import io.mapache.cli.http.Answer;
import io.mapache.cli.http.Patience;
import io.mapache.cli.http.Service;
import io.mapache.cli.http.Unanswered;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Brings one file to ingest. Any number of threads. The same file twice is one image, so what got
 * no answer is sent again.
 */
final class Door {

  /**
   * Larger bodies are refused there before they are read, and a connection that is closed in the
   * middle of an upload looks like a lost one.
   */
  private static final long MAX_BYTES = 64L << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Service ingest;
  private final String dataset;
  private final SplitFile splits;
  private final Patience patience;

  Door(Service ingest, String dataset, SplitFile splits, Patience patience) {
    this.ingest = ingest;
    this.dataset = dataset;
    this.splits = splits;
    this.patience = patience;
  }

  /**
   * @throws Failure if ingest stays away, or refuses the request and not the file
   */
  Upload bring(LabelledFile file) {
    try {
      if (Files.size(file.file()) > MAX_BYTES) {
        return new Upload.Refused(file, "too-large", "over " + (MAX_BYTES >> 20) + " MB");
      }
      return outcome(file, ingest.http().send(request(file), patience));
    } catch (IOException e) {
      return new Upload.Refused(file, "unreadable", e.toString());
    } catch (Unanswered e) {
      throw ingest.away(e);
    }
  }

  private Upload outcome(LabelledFile file, Answer answer) {
    if (answer.isOk()) {
      return answer.json().path("outcome").asText().equals("duplicate")
          ? new Upload.Duplicate()
          : new Upload.Stored();
    }
    // A server error for one file is that file's misfortune, and the summary tells of it.
    if (answer.status() == 413 || answer.status() == 422 || answer.status() >= 500) {
      return new Upload.Refused(file, answer.reason(), answer.problem());
    }
    throw new Failure("ingest: " + answer.problem());
  }

  private HttpRequest request(LabelledFile file) throws IOException {
    return ingest
        .request(
            "/v1/images",
            query ->
                query
                    .with("dataset", dataset)
                    .with("label", file.label())
                    .with("name", file.name())
                    .with("source", "cli")
                    .with("split", splits.of(file).map(split -> split.code()).orElse(null)),
            TIMEOUT)
        .header("Content-Type", "application/octet-stream")
        .POST(HttpRequest.BodyPublishers.ofFile(file.file()))
        .build();
  }
}
