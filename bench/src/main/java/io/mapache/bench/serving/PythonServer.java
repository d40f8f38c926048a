package io.mapache.bench.serving;

import io.mapache.bench.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Another model server with the same model: {@code bench/servers}. */
enum PythonServer {
  MLSERVER("MLServer", Form.INFERENCE_JSON, "/v2/models/model/infer", "/v2/models/model/ready"),
  LITSERVE("LitServe", Form.MULTIPART, "/predict", "/health"),
  PYTRITON("pytriton", Form.INFERENCE_BINARY, "/v2/models/model/infer", "/v2/models/model/ready");

  private static final Path SCRIPTS = Options.scratch().resolveSibling("servers");
  private static final Path PYTHON = Options.scratch().resolve("servers-venv/bin/python");

  private final String displayName;
  private final Form form;
  private final String predict;
  private final String ready;

  PythonServer(String displayName, Form form, String predict, String ready) {
    this.displayName = displayName;
    this.form = form;
    this.predict = predict;
    this.ready = ready;
  }

  /** Installs all of them by pip, if they are not there. */
  static void install() throws IOException, InterruptedException {
    Process install =
        new ProcessBuilder(SCRIPTS.resolveSibling("install-venv").toString(), "servers", "700 MB")
            .redirectErrorStream(true)
            .start();
    String last = "it said nothing";
    try (BufferedReader output = install.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line;
      }
    }
    if (install.waitFor() != 0) {
      throw new IOException("not installed: " + last);
    }
  }

  Running start(Workplace place, Path model, int threads) throws IOException {
    int port = ServerProcess.freePort();
    ServerProcess process =
        place.server(
            displayName,
            List.of(PYTHON.toString(), script().toString()),
            Map.of(
                "MODEL", model.toString(),
                "THREADS", String.valueOf(threads),
                "PORT", String.valueOf(port)));
    URI uri = URI.create("http://127.0.0.1:" + port);
    process.awaitReady(uri, ready);
    return new Running(process, new Target(uri, List.of(predict), form));
  }

  private Path script() {
    return SCRIPTS.resolve(name().toLowerCase(Locale.ROOT) + "_server.py");
  }

  @Override
  public String toString() {
    return displayName;
  }
}
