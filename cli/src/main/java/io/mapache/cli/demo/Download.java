package io.mapache.cli.demo;

import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Fetches a file; there is none under its name until it is whole. */
final class Download {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final int CHUNK = 1 << 16;
  private static final long KB = 1024;

  private Download() {}

  /**
   * @throws Failure if the address does not give it
   */
  static Path fetch(URI address, Path file, Output output) {
    if (Files.exists(file)) {
      return file;
    }
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.createDirectories(file.getParent());
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("status " + response.statusCode());
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
        save(in, length, draft, file.getFileName().toString(), output);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new Failure("cannot fetch " + address + " (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private static void save(InputStream in, long length, Path draft, String name, Output output)
      throws IOException {
    long done = 0;
    try (OutputStream out = Files.newOutputStream(draft);
        Progress progress = output.progress("fetch " + name, "KB", length / KB)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        out.write(chunk, 0, n);
        done += n;
        progress.at(done / KB, "");
      }
    }
    if (length > 0 && done != length) {
      throw new IOException("ended after " + done + " of " + length + " bytes");
    }
  }
}
