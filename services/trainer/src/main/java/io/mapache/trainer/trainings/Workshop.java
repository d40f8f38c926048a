package io.mapache.trainer.trainings;

import io.mapache.contracts.event.TrainingCancelled;
import io.mapache.contracts.event.TrainingCompleted;
import io.mapache.contracts.event.TrainingFailed;
import io.mapache.contracts.event.TrainingProgressed;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.trainer.datasets.Snapshot;
import io.mapache.trainer.journal.Journal;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Registrar;
import io.mapache.trainer.registry.Version;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carries a training from wherever its events have left it to its end: cut the snapshot, run the
 * job, take its result, settle its candidates. Each step begins with a look at the log and ends
 * with an event, so a training can be taken up again after any failure: it keeps its snapshot and
 * work folder, and a result that lies there is not worked for twice.
 *
 * <p>One thread at a time carries; any thread cancels or closes.
 */
public final class Workshop {

  /** A job that ends unasked may be part of a shutdown that has not reached this process yet. */
  private static final long SHUTDOWN_GRACE_MS = 1_000;

  private final TrainingLog trainings;
  private final ModelLog models;
  private final Registrar registrar;
  private final Snapshots snapshots;
  private final Workbench workbench;
  private final Jobs jobs;
  private final Journal journal;
  private final Clock clock;

  private final AtomicReference<Running> running = new AtomicReference<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private record Running(String training, Jobs.Job job) {}

  public Workshop(
      TrainingLog trainings,
      ModelLog models,
      Registrar registrar,
      Snapshots snapshots,
      Workbench workbench,
      Jobs jobs,
      Journal journal,
      Clock clock) {
    this.trainings = trainings;
    this.models = models;
    this.registrar = registrar;
    this.snapshots = snapshots;
    this.workbench = workbench;
    this.jobs = jobs;
    this.journal = journal;
    this.clock = clock;
  }

  /** The oldest training on which there is something to do, but for these. */
  Optional<Training> next(Set<String> except) {
    return trainings.all().stream()
        .filter(training -> !finished(training))
        .filter(training -> !except.contains(training.id()))
        .findFirst();
  }

  /** Ended, and for a completed training: registered, decided and deployed as well. */
  public boolean finished(Training training) {
    return training.ended() && training.graduate().map(registrar::settled).orElse(true);
  }

  /**
   * Goes on until the training is finished or the workshop closes.
   *
   * @throws io.mapache.trainer.journal.UnavailableException without Kafka: to be called again
   */
  public void carry(String id) throws InterruptedException {
    while (!closed()) {
      Training training = trainings.find(id).orElseThrow();
      if (finished(training)) {
        return;
      }
      try {
        step(training);
      } catch (IOException e) {
        fail(training, JobExit.RESOURCES, String.valueOf(e.getMessage()));
      }
    }
  }

  private void step(Training training) throws IOException, InterruptedException {
    switch (training.state()) {
      case REQUESTED -> start(training);
      case RUNNING -> work(training);
      case COMPLETED -> registrar.settle(training.graduate().orElseThrow());
      case FAILED, CANCELLED -> {}
    }
  }

  private void start(Training training) throws IOException, InterruptedException {
    String dataset = training.request().dataset();
    Snapshot snapshot = snapshots.cut(dataset);
    List<String> classes = snapshot.header().classes();
    if (classes.size() < 2) {
      String there = classes.isEmpty() ? "no labelled images" : "images of one class, " + classes;
      fail(
          training,
          JobExit.BAD_INPUT,
          "dataset '%s' has %s (expected: two classes or more)".formatted(dataset, there));
      return;
    }
    journal.append(
        new TrainingStarted(
            training.id(),
            dataset,
            training.request().model(),
            snapshot.manifest(),
            classes,
            snapshot.header().images(),
            JobSpec.IMAGENET,
            null,
            null,
            Map.of(),
            clock.instant()));
  }

  private void work(Training training) throws IOException, InterruptedException {
    Optional<JobResult> earlier = workbench.result(training);
    if (earlier.isPresent()) {
      complete(training, earlier.get());
      return;
    }
    Optional<Version> champion =
        models.find(training.started().orElseThrow().model()).flatMap(Model::champion);
    JobSpec spec = workbench.prepare(training, champion.map(Version::bundle));
    Jobs.End end = run(training, jobs.start(spec));
    if (trainings.find(training.id()).orElseThrow().ended()) {
      return;
    }
    if (end.exit() == JobExit.DONE) {
      take(training);
    } else if (!closing.await(SHUTDOWN_GRACE_MS, TimeUnit.MILLISECONDS)) {
      if (end.exit() == JobExit.CANCELLED) {
        journal.append(new TrainingCancelled(training.id(), "a signal", clock.instant()));
      } else {
        fail(training, end.exit(), cause(end));
      }
    }
  }

  private Jobs.End run(Training training, Jobs.Job job) throws InterruptedException {
    running.set(new Running(training.id(), job));
    try {
      // Whoever cancels writes first and looks for the job then; here it is the other way round.
      if (closed() || trainings.find(training.id()).orElseThrow().ended()) {
        job.stop();
      }
      ProgressPace pace = new ProgressPace();
      return job.await(
          progress -> {
            if (pace.due(progress, clock.instant())) {
              journal.note(new TrainingProgressed(training.id(), progress, clock.instant()));
            }
          });
    } finally {
      running.set(null);
    }
  }

  private void take(Training training) throws IOException, InterruptedException {
    Optional<JobResult> result = workbench.result(training);
    if (result.isPresent()) {
      complete(training, result.get());
    } else {
      fail(
          training,
          JobExit.BROKEN,
          "the job ended well but left no %s of this training in %s"
              .formatted(JobResult.FILE, workbench.folder(training.id())));
    }
  }

  private void complete(Training training, JobResult result) throws InterruptedException {
    journal.append(new TrainingCompleted(training.id(), result, clock.instant()));
  }

  private void fail(Training training, JobExit exit, String cause) throws InterruptedException {
    journal.append(new TrainingFailed(training.id(), exit, cause, clock.instant()));
  }

  /** A job that knows why it ends says so in its last line; about the others, see for yourself. */
  private static String cause(Jobs.End end) {
    String words = end.lastWords().strip();
    boolean knows = end.exit() == JobExit.BAD_INPUT || end.exit() == JobExit.RESOURCES;
    if (knows && !words.isEmpty()) {
      return words.substring(words.lastIndexOf('\n') + 1);
    }
    return "the training job ended with status %d (%s)%s"
        .formatted(end.status(), end.exit().code(), words.isEmpty() ? "" : ":\n" + words);
  }

  /**
   * The training is cancelled when this returns; its process ends within 3 s.
   *
   * @throws io.mapache.trainer.journal.UnavailableException without Kafka: nothing was stopped
   */
  public Cancelling cancel(String id, String by) throws InterruptedException {
    Optional<Training> training = trainings.find(id);
    if (training.isEmpty()) {
      return Cancelling.UNKNOWN;
    }
    if (training.get().ended()) {
      return Cancelling.TOO_LATE;
    }
    // Written before anything is stopped: a restart in between must not resume the training.
    journal.append(new TrainingCancelled(id, by, clock.instant()));
    if (trainings.find(id).orElseThrow().state() != TrainingState.CANCELLED) {
      return Cancelling.TOO_LATE;
    }
    Running current = running.get();
    if (current != null && current.training().equals(id)) {
      current.job().stop();
    }
    return Cancelling.DONE;
  }

  /** Stops the running job without ending its training: the next start takes it up again. */
  public void close() {
    closing.countDown();
    Running current = running.get();
    if (current != null) {
      current.job().stop();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }
}
