package io.mapache.cli.demo;

import io.mapache.cli.Failure;
import io.mapache.cli.terminal.Output;
import io.mapache.cli.terminal.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fetches a wheel from the package index that this machine's pip is set up for. */
final class Pip {

  private static final List<List<String>> WAYS =
      List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"));

  private Pip() {}

  /**
   * The wheel, downloaded and not installed.
   *
   * @throws Failure if there is no pip, or it does not get the package
   */
  static Path download(String requirement, Path folder, Output output) {
    String last = "";
    for (List<String> way : WAYS) {
      try (Progress progress = output.progress("fetch " + requirement, "files", 0)) {
        progress.at(0, "by " + String.join(" ", way) + " download");
        Files.createDirectories(folder);
        last = run(way, requirement, folder);
        if (last.isEmpty()) {
          return wheel(requirement, folder);
        }
      } catch (IOException e) {
        last = e.getMessage();
      }
    }
    throw new Failure("pip does not get " + requirement + " (" + last + ")");
  }

  /** Empty if it worked, else its last words. */
  private static String run(List<String> way, String requirement, Path folder) throws IOException {
    List<String> command = new ArrayList<>(way);
    command.addAll(
        List.of("download", "--no-deps", "--disable-pip-version-check", "--quiet", "--dest"));
    command.add(folder.toString());
    command.add(requirement);
    Process pip = new ProcessBuilder(command).redirectErrorStream(true).start();
    pip.getOutputStream().close();
    String said = new String(pip.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (pip.waitFor() == 0) {
        return "";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
    return said.isEmpty() ? "no reason given" : said.substring(said.lastIndexOf('\n') + 1);
  }

  private static Path wheel(String requirement, Path folder) throws IOException {
    String start = requirement.replaceAll("[=<>~!].*", "").replace('-', '_') + "-";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow(() -> new IOException("it left no " + start + "*.whl in " + folder));
    }
  }
}
