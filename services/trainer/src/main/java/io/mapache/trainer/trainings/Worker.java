package io.mapache.trainer.trainings;

import io.mapache.trainer.journal.UnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The one slot for jobs: a thread of its own takes the trainings one after the other. The queue is
 * the log of trainings, so there is no second one to disagree with it.
 */
public final class Worker {

  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  /** How long until work that failed for want of Kafka is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** How long close waits: the job's 3 s, and some. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  private final Workshop workshop;
  private final Thread thread;

  /** A permit: something has changed, so something may be there to do. */
  private final Semaphore work = new Semaphore(0);

  private final Set<String> setAside = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  public Worker(Workshop workshop, TrainingLog trainings) {
    this.workshop = workshop;
    this.thread = new Thread(this::run, "training-worker");
    this.thread.setDaemon(true);
    trainings.onChange(work::release);
  }

  public void start() {
    thread.start();
  }

  /** Ends the running job, not its training. */
  public void close() throws InterruptedException {
    closing.countDown();
    workshop.close();
    work.release();
    thread.join(LAST_WAIT.toMillis());
    thread.interrupt();
    thread.join(LAST_WAIT.toMillis());
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        Optional<Training> next = workshop.next(setAside);
        if (next.isEmpty()) {
          work.acquire();
          work.drainPermits();
        } else {
          carry(next.get().id());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(String id) throws InterruptedException {
    try {
      workshop.carry(id);
    } catch (UnavailableException e) {
      LOG.log(
          Level.WARNING,
          "training {0} waits for Kafka, next try in {1} s: {2}",
          id,
          RETRY.toSeconds(),
          e.getMessage());
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "training " + id + " is set aside until the next start of the trainer: this is a bug",
          e);
      setAside.add(id);
    }
  }
}
