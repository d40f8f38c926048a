package io.mapache.bench;

import io.mapache.contracts.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real Keras in its virtual environment, a process a measurement: {@code keras/measure.py}. */
record Keras(Path script, Path python, Path weights, int threads, Path log) {

  /**
   * @param weights file of all tensors, as the weight store keeps it
   */
  static Keras installed(Path weights, int threads, Path log) throws IOException {
    Path python = Options.scratch().resolve("keras-venv/bin/python");
    if (!Files.isExecutable(python)) {
      throw new IOException(python + " is not there: run bench/install-venv keras");
    }
    Path script = Options.scratch().resolveSibling("keras").resolve("measure.py");
    return new Keras(script, python, weights, threads, log);
  }

  Measured measure(String task, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python.toString(), script.toString(), task));
    command.addAll(List.of("--weights", weights.toString()));
    command.addAll(List.of("--threads", String.valueOf(threads)));
    command.addAll(List.of(options));
    List<String> lines = Child.python(log, command);
    return Json.read(lines.get(lines.size() - 1), Measured.class);
  }
}
