package io.mapache.xception.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The file at the address that Keras itself uses.
 *
 * @param answer how long the server may take to answer at all, name look-up included: a network
 *     that lets nothing out has to be noticed quickly, because another way follows
 * @param transfer how long the file itself may take
 */
record Download(URI address, String digest, Duration answer, Duration transfer)
    implements WeightSource {

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public Optional<String> cannotServe(String asked) {
    return asked.equals(digest) ? Optional.empty() : Optional.of("holds the ImageNet base only");
  }

  @Override
  public Path fetch(Path scratch) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(answer)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpResponse<InputStream> response =
        within(
            answer,
            "answer",
            client.sendAsync(
                HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream()));
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("HTTP " + response.statusCode());
      }
      Path file = scratch.resolve("download");
      within(transfer, "transfer", CompletableFuture.supplyAsync(() -> copy(body, file)));
      return file;
    }
  }

  private static long copy(InputStream body, Path file) {
    try {
      return Files.copy(body, file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static <T> T within(Duration limit, String what, Future<T> work) throws IOException {
    try {
      return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      work.cancel(true);
      throw new IOException("no " + what + " within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    } catch (InterruptedException e) {
      work.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Java reports an unknown host as a ConnectException without a message. */
  private static String reason(Throwable cause) {
    return cause.getMessage() == null
        ? "cannot connect (" + cause.getClass().getSimpleName() + ")"
        : cause.getMessage();
  }
}
