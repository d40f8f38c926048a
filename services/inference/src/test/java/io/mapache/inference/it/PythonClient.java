package io.mapache.inference.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A Python with the packages that a script needs, in a folder of its own below target. */
final class PythonClient {

  private static final Path SCRIPTS = Path.of("src/test/python");
  private static final Path HOME = Path.of("target/python");
  private static final Path PYTHON = HOME.resolve("bin/python");
  private static final long SECONDS = 120;

  private PythonClient() {}

  /**
   * Installs what requirements.txt asks for, unless it is there. Skips the test if there is no
   * Python or no source of packages; with {@code CI=true} fails it.
   */
  static void install() throws IOException, InterruptedException {
    String requirements = Files.readString(SCRIPTS.resolve("requirements.txt"));
    Path installed = HOME.resolve("installed.txt");
    if (Files.exists(installed) && Files.readString(installed).equals(requirements)) {
      return;
    }
    require(run("python3", "-m", "venv", "--clear", HOME.toString()));
    require(
        run(
            PYTHON.toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-compile",
            "--retries",
            "1",
            "-r",
            SCRIPTS.resolve("requirements.txt").toString()));
    Files.writeString(installed, requirements);
  }

  private static void require(Ended step) {
    if (step.status() == 0) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI has to test with the clients of Triton: " + step.output());
    }
    System.err.println("SKIPPED, no clients of Triton: " + step.lastLine());
    Assumptions.abort("no clients of Triton: " + step.output());
  }

  /** Runs a script, which has to end well. */
  static String script(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(PYTHON.toString());
    command.add(SCRIPTS.resolve(name).toString());
    command.addAll(List.of(arguments));
    Ended ended = run(command.toArray(String[]::new));
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output();
  }

  private record Ended(int status, String output) {
    String lastLine() {
      return output.substring(output.strip().lastIndexOf('\n') + 1).strip();
    }
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("python", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return new Ended(-1, String.join(" ", command) + " took over " + SECONDS + " s");
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      return new Ended(-1, e.getMessage());
    } finally {
      Files.delete(output);
    }
  }
}
