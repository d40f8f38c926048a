package io.mapache.trainer.trainings.process;

import io.mapache.blobs.BlobKind;
import io.mapache.blobs.FolderBlobStore;
import io.mapache.contracts.Digest;
import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobProgress;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Recipe;
import io.mapache.trainer.registry.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * A training job that honours the job contract and computes nothing. The seed of the recipe says
 * what it does.
 */
public final class CannedJob {

  /** Two epochs, and done. */
  public static final long QUICK = 1;

  /** One epoch, then it waits until its work folder holds {@link #GO}. */
  public static final long WAITING = 2;

  public static final long BAD_INPUT = 3;

  /** Like {@link #WAITING}, and deaf to SIGTERM and to the end of its input. */
  public static final long DEAF = 4;

  public static final String GO = "go";

  /** One line per start, so that a test sees how often and by whom. */
  public static final String STARTS = "starts";

  static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private CannedJob() {}

  /** The default, but for the seed. */
  static Recipe recipe(long seed) {
    Recipe.Parsed parsed = Recipe.parse(Json.mapper().createObjectNode().put("seed", seed));
    return ((Recipe.Valid) parsed).recipe();
  }

  public static void main(String[] args) throws IOException {
    JobSpec spec = Json.read(Files.readAllBytes(Path.of(args[0])), JobSpec.class);
    Path work = Path.of(spec.work());
    // Held until the process ends: two jobs never work in one folder.
    FileChannel lock =
        FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
    Files.writeString(
        work.resolve(STARTS),
        ProcessHandle.current().pid() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    long seed = spec.recipe().seed();
    if (spec.endWithStdin() && seed != DEAF) {
      endWithStdin();
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  while (seed == DEAF) {
                    LockSupport.parkNanos(1_000_000_000L);
                  }
                  if (!Files.exists(work.resolve(JobResult.FILE)) && seed != BAD_INPUT) {
                    Runtime.getRuntime().halt(JobExit.CANCELLED.status());
                  }
                }));
    work(spec, work, seed);
  }

  private static void work(JobSpec spec, Path work, long seed) throws IOException {
    epoch(1);
    if (seed == BAD_INPUT) {
      System.err.println("class 'dog' has no image in validation");
      System.exit(JobExit.BAD_INPUT.status());
    }
    while (seed != QUICK && !Files.exists(work.resolve(GO))) {
      LockSupport.parkNanos(20_000_000L);
    }
    epoch(2);
    leaveResult(spec, work);
  }

  static void leaveResult(JobSpec spec, Path work) throws IOException {
    Path temporary = work.resolve("result.tmp");
    Files.write(
        temporary,
        Json.bytes(
            Results.result(
                spec.training(),
                spec.manifest(),
                spec.champion() == null ? null : Results.comparison(5, 15),
                report(spec))));
    Files.move(temporary, work.resolve(JobResult.FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Digest report(JobSpec spec) throws IOException {
    byte[] page = ("<h1>" + spec.model() + "</h1>").getBytes(StandardCharsets.UTF_8);
    return new Digest(
        new FolderBlobStore(Path.of(spec.blobs())).put(BlobKind.BUNDLE, page).digest());
  }

  static void epoch(int epoch) {
    OUT.println("some library's own words");
    OUT.println(
        Json.text(
            new JobProgress("head", epoch, 2, 70L, 70L, 0.5, 0.8, 0.4, 0.9, 100.0, 1.0, 1L << 20)));
  }

  private static void endWithStdin() {
    Thread lifeLine =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {}
              } catch (IOException e) {
                System.err.println("stdin: " + e.getMessage());
              }
              Runtime.getRuntime().halt(JobExit.CANCELLED.status());
            });
    lifeLine.setDaemon(true);
    lifeLine.start();
  }
}
