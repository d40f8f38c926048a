package io.mapache.cli.http;

import io.mapache.cli.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Sends requests that may be sent twice. Any number of threads. */
public final class Http {

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * Blocks until there is an answer that means something: any status but those of a service that is
   * busy or away.
   *
   * @throws Unanswered if there is none within the patience
   */
  public Answer send(HttpRequest request, Patience patience) throws Unanswered {
    long start = System.nanoTime();
    for (int tries = 1; ; tries++) {
      String last;
      Throwable cause = null;
      Duration pause = patience.pause(tries);
      try {
        Answer answer = once(request, tries);
        if (!answer.isTransient()) {
          return answer;
        }
        last = answer.problem();
        pause = longer(pause, answer.retryAfter().orElse(Duration.ZERO));
      } catch (IOException e) {
        last = words(e);
        cause = e;
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.plus(pause).compareTo(patience.limit()) > 0) {
        throw new Unanswered(request.uri(), last, cause);
      }
      sleep(pause);
    }
  }

  private Answer once(HttpRequest request, int tries) throws IOException {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), retryAfter(response), response.body(), tries);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** In seconds; the form with a date is not used by our services. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static String words(IOException e) {
    if (e instanceof ConnectException) {
      return "nobody listens there";
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Failure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Failure("interrupted", e);
  }

  static HttpRequest.Builder request(URI address, Duration timeout) {
    return HttpRequest.newBuilder(address).timeout(timeout);
  }
}
