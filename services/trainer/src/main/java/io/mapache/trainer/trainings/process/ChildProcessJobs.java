package io.mapache.trainer.trainings.process;

import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.trainings.Jobs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs jobs as child processes, at low priority where {@code nice} is there. A job's standard input
 * stays open as long as this process lives: its end is how a job learns that it is alone.
 */
public final class ChildProcessJobs implements Jobs {

  /** Name of the file with the standard error of all starts, in the work folder. */
  public static final String LOG_FILE = "job.log";

  private final JobCommand command;
  private final Optional<Path> nice;

  public ChildProcessJobs(JobCommand command) {
    this.command = command;
    this.nice = onPath("nice");
  }

  @Override
  public Job start(JobSpec spec) throws IOException {
    Path work = Path.of(spec.work());
    Path log = work.resolve(LOG_FILE);
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(line(work.resolve(JobSpec.FILE)))
            .directory(work.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ChildProcessJob(spec.training(), process, new LogTail(log, before));
  }

  private List<String> line(Path spec) {
    List<String> line = new ArrayList<>();
    nice.ifPresent(found -> line.addAll(List.of(found.toString(), "-n", "10")));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(command.javaOptions());
    line.addAll(List.of("-cp", command.classPath(), command.mainClass(), spec.toString()));
    return line;
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
