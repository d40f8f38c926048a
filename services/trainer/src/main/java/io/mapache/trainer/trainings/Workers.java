package io.mapache.trainer.trainings;

import io.mapache.contracts.training.Lane;
import java.util.Arrays;
import java.util.List;

/** The workers of all lanes. */
public final class Workers {

  private final Workshop workshop;
  private final List<Worker> workers;

  public Workers(Workshop workshop, TrainingLog trainings) {
    this.workshop = workshop;
    this.workers =
        Arrays.stream(Lane.values()).map(lane -> new Worker(lane, workshop, trainings)).toList();
  }

  public void start() {
    workers.forEach(Worker::start);
  }

  /** Ends the running jobs, not their trainings. */
  public void close() throws InterruptedException {
    workers.forEach(Worker::close);
    workshop.close();
    for (Worker worker : workers) {
      worker.join();
    }
  }
}
