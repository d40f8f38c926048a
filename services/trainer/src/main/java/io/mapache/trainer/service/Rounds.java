package io.mapache.trainer.service;

import io.mapache.kafka.KafkaUnavailableException;
import io.mapache.trainer.journal.UnavailableException;
import io.mapache.trainer.registry.Guard;
import io.mapache.trainer.registry.Registrar;
import io.mapache.trainer.trainings.TriggerWatch;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What is looked after all the time: due trainings, deployments that were kept back, versions on
 * trial, meters.
 */
@Singleton
class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);

  /** A part of what passes between the last label and the model that knows it. */
  private static final long BETWEEN_MS = 250;

  private static final int METERS_EVERY = 40;

  /** Replicas report every 10 s. */
  private static final int GUARD_EVERY = 8;

  private final TriggerWatch trigger;
  private final Registrar registrar;
  private final Guard guard;
  private final Meters meters;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "trainer-rounds");
            thread.setDaemon(true);
            return thread;
          });
  private int round;

  Rounds(TriggerWatch trigger, Registrar registrar, Guard guard, Meters meters) {
    this.trigger = trigger;
    this.registrar = registrar;
    this.guard = guard;
    this.meters = meters;
  }

  void start() {
    var unused = executor.scheduleWithFixedDelay(this::go, 0, BETWEEN_MS, TimeUnit.MILLISECONDS);
  }

  private void go() {
    take(trigger::look);
    take(registrar::catchUp);
    if (round % GUARD_EVERY == 0) {
      take(guard::look);
    }
    if (round % METERS_EVERY == 0) {
      take(meters::measure);
    }
    round++;
  }

  /** One part of a round. */
  @FunctionalInterface
  private interface Part {
    void go() throws InterruptedException;
  }

  /** What a part cannot do holds up no other part, and no other round. */
  private static void take(Part part) {
    if (Thread.currentThread().isInterrupted()) {
      return; // the trainer closes
    }
    try {
      part.go();
    } catch (UnavailableException | KafkaUnavailableException e) {
      LOG.debugf("next round again: %s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("a part of a round failed by a fault of ours", e);
    }
  }

  void close() throws InterruptedException {
    executor.shutdownNow();
    boolean unused = executor.awaitTermination(2, TimeUnit.SECONDS);
  }
}
