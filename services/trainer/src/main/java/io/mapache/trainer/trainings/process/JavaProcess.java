package io.mapache.trainer.trainings.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A JVM beside this one, at low priority where {@code nice} is there. */
final class JavaProcess {

  private static final Optional<Path> NICE = onPath("nice");

  private JavaProcess() {}

  /**
   * @param niceness 0 to 19: the higher, the later it gets a turn
   */
  static ProcessBuilder of(JobCommand command, int niceness, String... arguments) {
    List<String> line = new ArrayList<>();
    NICE.ifPresent(nice -> line.addAll(List.of(nice.toString(), "-n", String.valueOf(niceness))));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(command.javaOptions());
    line.addAll(List.of("-cp", command.classPath(), command.mainClass()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line);
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
