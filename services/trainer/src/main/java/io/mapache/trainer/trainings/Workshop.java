package io.mapache.trainer.trainings;

import io.mapache.contracts.event.TrainingCancelled;
import io.mapache.contracts.event.TrainingCompleted;
import io.mapache.contracts.event.TrainingFailed;
import io.mapache.contracts.event.TrainingProgressed;
import io.mapache.contracts.event.TrainingRetried;
import io.mapache.contracts.event.TrainingStarted;
import io.mapache.contracts.training.JobExit;
import io.mapache.contracts.training.JobResult;
import io.mapache.contracts.training.JobSpec;
import io.mapache.contracts.training.Lane;
import io.mapache.trainer.datasets.Snapshot;
import io.mapache.trainer.journal.Journal;
import io.mapache.trainer.registry.Model;
import io.mapache.trainer.registry.ModelLog;
import io.mapache.trainer.registry.Registrar;
import io.mapache.trainer.registry.Version;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries a training from wherever its events have left it to its end: cut the snapshot, run the
 * job, take its result, settle its candidates. Each step begins with a look at the log and ends
 * with an event, so a training can be taken up again after any failure: it keeps its snapshot and
 * work folder, and a result that lies there is not worked for twice.
 *
 * <p>A job that was killed, or whose JVM crashed, is started again and goes on from what it has
 * kept; the third time, the training has failed. What a job itself gives as its reason is final.
 *
 * <p>One thread a lane carries; any thread cancels or closes.
 */
public final class Workshop {

  /** A job that ends unasked may be part of a shutdown that has not reached this process yet. */
  private static final long SHUTDOWN_GRACE_MS = 1_000;

  /** Starts of a job, but for those after a restart of the trainer. */
  private static final int ATTEMPTS = 3;

  /** A job watches its limits itself; this long after them it is stuck. */
  private static final long OVERDUE_MINUTES = 1;

  private final TrainingLog trainings;
  private final ModelLog models;
  private final Registrar registrar;
  private final Snapshots snapshots;
  private final Bases bases;
  private final Workbench workbench;
  private final Map<Lane, Jobs> jobs;
  private final Journal journal;
  private final Clock clock;

  private final Map<String, Jobs.Job> running = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  public Workshop(
      TrainingLog trainings,
      ModelLog models,
      Registrar registrar,
      Snapshots snapshots,
      Bases bases,
      Workbench workbench,
      Map<Lane, Jobs> jobs,
      Journal journal,
      Clock clock) {
    this.trainings = trainings;
    this.models = models;
    this.registrar = registrar;
    this.snapshots = snapshots;
    this.bases = bases;
    this.workbench = workbench;
    this.jobs = Map.copyOf(jobs);
    this.journal = journal;
    this.clock = clock;
  }

  /** The training whose turn it is in a lane, but for these; what was begun goes first. */
  Optional<Training> next(Lane lane, Set<String> except) {
    List<Training> all = trainings.all();
    Stream<Training> begun =
        all.stream()
            .filter(training -> training.lane() == lane)
            .filter(training -> training.state() != TrainingState.REQUESTED)
            .filter(training -> !finished(training));
    return Stream.concat(begun, Queue.of(all, lane).waiting().stream())
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
      case COMPLETED -> settle(training);
      case FAILED, CANCELLED -> {}
    }
  }

  private void start(Training training) throws IOException, InterruptedException {
    // Before the champion is looked up: one that comes later is seen to be later.
    Instant at = clock.instant();
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
    Optional<Version> champion = models.find(training.request().model()).flatMap(Model::champion);
    Bases.Base base = bases.of(training.request(), champion);
    journal.append(
        new TrainingStarted(
            training.id(),
            dataset,
            training.request().model(),
            snapshot.manifest(),
            classes,
            snapshot.header().images(),
            base.weights(),
            base.parent(),
            champion.map(Version::bundle).orElse(null),
            snapshot.header().definition().renames(),
            at));
  }

  private void work(Training training) throws IOException, InterruptedException {
    Optional<JobResult> earlier = workbench.result(training);
    if (earlier.isPresent()) {
      complete(training, earlier.get());
      return;
    }
    JobSpec spec = workbench.prepare(training);
    Jobs.End end = run(training, spec, jobs.get(training.lane()).start(spec));
    if (trainings.find(training.id()).orElseThrow().ended()) {
      return;
    }
    if (end.exit() == JobExit.DONE) {
      take(training);
    } else if (!closing.await(SHUTDOWN_GRACE_MS, TimeUnit.MILLISECONDS)) {
      if (end.exit() == JobExit.CANCELLED) {
        journal.append(new TrainingCancelled(training.id(), "a signal", clock.instant()));
      } else if (end.killed() && training.attempts() < ATTEMPTS) {
        journal.append(
            new TrainingRetried(
                training.id(), training.attempts() + 1, cause(end), clock.instant()));
      } else {
        fail(training, end.exit(), cause(end));
      }
    }
  }

  private Jobs.End run(Training training, JobSpec spec, Jobs.Job job) throws InterruptedException {
    running.put(training.id(), job);
    Optional<CompletableFuture<Void>> overdue = overdue(spec, job);
    try {
      // Whoever cancels writes first and looks for the job then; here it is the other way round.
      if (closed() || trainings.find(training.id()).orElseThrow().ended()) {
        job.stop();
      }
      ProgressPace pace = new ProgressPace();
      Jobs.End end =
          job.await(
              progress -> {
                if (pace.due(progress, clock.instant())) {
                  journal.note(new TrainingProgressed(training.id(), progress, clock.instant()));
                }
              });
      boolean late = overdue.filter(CompletableFuture::isDone).isPresent();
      return late ? tooLong(spec, end) : end;
    } finally {
      running.remove(training.id());
      overdue.ifPresent(stop -> stop.cancel(false));
    }
  }

  /** Completes by stopping the job, some time after its limit. */
  private static Optional<CompletableFuture<Void>> overdue(JobSpec spec, Jobs.Job job) {
    long minutes = spec.limits() == null ? 0 : spec.limits().minutes();
    Executor later = CompletableFuture.delayedExecutor(minutes + OVERDUE_MINUTES, TimeUnit.MINUTES);
    return minutes == 0
        ? Optional.empty()
        : Optional.of(CompletableFuture.runAsync(job::stop, later));
  }

  private static Jobs.End tooLong(JobSpec spec, Jobs.End end) {
    String sentence =
        "the training took more than %d minutes and did not end by itself, so its process was ended. Raise the limit, or take fewer epochs, a smaller imageSize or a later block."
            .formatted(spec.limits().minutes());
    return new Jobs.End(JobExit.RESOURCES, JobExit.RESOURCES.status(), sentence);
  }

  private void settle(Training training) throws IOException, InterruptedException {
    registrar.settle(training.graduate().orElseThrow());
    Set<String> used =
        trainings.all().stream()
            .filter(other -> !other.ended())
            .flatMap(other -> other.started().stream())
            .map(TrainingStarted::base)
            .collect(Collectors.toSet());
    bases.prune(models.all(), used);
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
    journal.append(new TrainingCompleted(training.id(), result.summary(), clock.instant()));
  }

  private void fail(Training training, JobExit exit, String cause) throws InterruptedException {
    journal.append(new TrainingFailed(training.id(), exit, cause, clock.instant()));
  }

  /** A job that knows why it ends says so in its last line; about the others, see for yourself. */
  private static String cause(Jobs.End end) {
    String words = end.lastWords().strip();
    if (end.killed()) {
      return "the training job was killed by signal %d%s%s"
          .formatted(
              end.signal(),
              end.signal() == Jobs.End.SIGKILL ? ", as the system does when memory is short" : "",
              words.isEmpty() ? "" : ":\n" + words);
    }
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
    Optional.ofNullable(running.get(id)).ifPresent(Jobs.Job::stop);
    return Cancelling.DONE;
  }

  /** Stops the running jobs without ending their trainings: the next start takes them up again. */
  public void close() {
    closing.countDown();
    running.values().forEach(Jobs.Job::stop);
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }
}
