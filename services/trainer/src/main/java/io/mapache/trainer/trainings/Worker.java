package io.mapache.trainer.trainings;

import io.mapache.contracts.training.Lane;
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
 * The slot of a lane: a thread of its own takes the trainings one after the other. The queue is the
 * log of trainings, so there is no second one to disagree with it.
 */
final class Worker {

  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  /** How long until work that failed for want of Kafka is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** How long {@link #join} waits: the job's 3 s, and some. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  private final Lane lane;
  private final Workshop workshop;
  private final Thread thread;

  /** A permit: something has changed, so something may be there to do. */
  private final Semaphore work = new Semaphore(0);

  private final Set<String> setAside = new HashSet<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  Worker(Lane lane, Workshop workshop, TrainingLog trainings) {
    this.lane = lane;
    this.workshop = workshop;
    this.thread = new Thread(this::run, "trainings-" + lane.code());
    this.thread.setDaemon(true);
    trainings.onChange(work::release);
  }

  void start() {
    thread.start();
  }

  /** Takes nothing any more; returns at once. */
  void close() {
    closing.countDown();
    work.release();
  }

  /** Returns once the thread has ended, which is soon if the workshop is closed. */
  void join() throws InterruptedException {
    thread.join(LAST_WAIT.toMillis());
    thread.interrupt();
    thread.join(LAST_WAIT.toMillis());
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        Optional<Training> next = workshop.next(lane, setAside);
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
