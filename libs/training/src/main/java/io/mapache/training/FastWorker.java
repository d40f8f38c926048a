package io.mapache.training;

import io.mapache.contracts.Json;
import io.mapache.contracts.training.JobEnded;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Lane;
import io.mapache.training.job.Job;
import io.mapache.training.job.Kept;
import io.mapache.training.process.Cancellation;
import io.mapache.training.process.Ending;
import io.mapache.training.process.JobEnd;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Does the trainings of the fast lane, one after the other, in a process that stays: a warm JVM
 * with the base loaded. Never loads libtorch.
 *
 * <ul>
 *   <li>standard input: the path of a {@code job.json} a line, or {@link #CANCEL} for the job that
 *       runs; its end is the end of the process, within 3 s
 *   <li>standard output: the lines of each job as {@link TrainingJob} writes them, then one {@link
 *       JobEnded}
 *   <li>standard error: logs
 * </ul>
 */
public final class FastWorker {

  /** Ends the job that runs, within 3 s. */
  public static final String CANCEL = "cancel";

  /** After so long without a job the base is closed: 160 MB and more for everybody else. */
  private static final long IDLE_MINUTES = 10;

  private final PrintStream lines;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Ending ending = new Ending(this::leave);
  private volatile Order latest;

  private record Order(Path file, Cancellation cancellation) {

    /** Not to work, but to leave. */
    static final Order LEAVE = new Order(Path.of(""), new Cancellation());
  }

  private FastWorker(PrintStream lines) {
    this.lines = lines;
  }

  public static void main(String[] arguments) throws InterruptedException {
    FastWorker worker = new FastWorker(System.out);
    // Whatever a library prints must not end up between the events.
    System.setOut(System.err);
    worker.ending.onSignals();
    worker.listen(System.in);
    worker.work();
  }

  private void listen(InputStream in) {
    Thread listener =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  take(line);
                }
              } catch (IOException e) {
                // A broken pipe is an end, too.
              }
              ending.orphaned();
            },
            "orders");
    listener.setDaemon(true);
    listener.start();
  }

  private void take(String line) {
    if (line.equals(CANCEL)) {
      cancel("asked to stop by the trainer");
    } else {
      Order order = new Order(Path.of(line), new Cancellation());
      latest = order;
      orders.add(order);
    }
  }

  private void leave(String why) {
    cancel(why);
    orders.add(Order.LEAVE);
  }

  private void cancel(String why) {
    Order order = latest;
    if (order != null) {
      order.cancellation().request(why);
    }
  }

  private void work() throws InterruptedException {
    try (Kept kept = new Kept()) {
      while (true) {
        Order order = orders.poll(IDLE_MINUTES, TimeUnit.MINUTES);
        if (order == null) {
          kept.close();
        } else if (order == Order.LEAVE) {
          ending.end(JobExit.CANCELLED);
        } else {
          JobEnded ended = run(order, kept);
          lines.print(Json.text(ended) + '\n');
          lines.flush();
        }
      }
    }
  }

  private JobEnded run(Order order, Kept kept) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(words, true, StandardCharsets.UTF_8);
    JobExit exit =
        new Job(order.cancellation(), lines, errors, kept)
            .run(order.file(), FastWorker::requireFast);
    String lastWords = words.toString(StandardCharsets.UTF_8).strip();
    if (!lastWords.isEmpty()) {
      System.err.println(lastWords);
    }
    return new JobEnded(exit, lastWords);
  }

  private static void requireFast(JobSpec spec) {
    if (Lane.of(spec.recipe()) != Lane.FAST) {
      throw JobEnd.badInput(
          "training %s fine-tunes or augments (expected here: a head on stored features). Give it to a training job."
              .formatted(spec.training()));
    }
  }
}
